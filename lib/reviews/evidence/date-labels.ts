import type { DateLabel } from "./facts.ts"
import { wordOf } from "./items.ts"
import type { Reading } from "./reading.ts"

/** What the date at item `at` of a source is the date of. */
export function labelOf(reading: Reading, at: number): DateLabel | null {
  const words: string[] = []
  for (let back = at - 1; back >= Math.max(0, at - 5); back--) {
    const item = reading.items[back]
    if (!item || (item.type === "sign" && item.sign === "\n") || item.type === "date") break
    words.unshift(wordOf(item))
  }
  return labelIn(words.join(" "))
}

const LABELS: [DateLabel, RegExp][] = [
  ["born", /\b(?:birth|born|dob|birthdate|birthday)\b/g],
  [
    "collected",
    /\b(?:collected|collection|coll|drawn|draw|taken|sampled|specimen|blood sample|sample date|sample of)\b/g,
  ],
  ["received", /\b(?:received)\b/g],
  ["reported", /\b(?:reported|report|issued|printed|resulted)\b/g],
]

/** What a date is the date of, by the words before it: of `specimen received`, the nearer one tells. */
export function labelIn(written: string): DateLabel | null {
  const words = written.replaceAll("_", " ")
  let [nearest, answer]: [number, DateLabel | null] = [-1, null]
  for (const [label, cue] of LABELS) {
    const last = [...words.matchAll(cue)].at(-1)
    if (last && last.index > nearest) [nearest, answer] = [last.index, label]
  }
  return answer
}
