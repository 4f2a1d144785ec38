import { isBodyUnit } from "./claims.ts"
import { wordOf } from "./items.ts"
import type { Reading } from "./reading.ts"

// What only stands between the words and the number.
const FILL = new Set(
  "is was were are at of came in reads read measured now about around approximately roughly".split(
    " ",
  ),
)
const STOP = new Set(
  "the a an her his your their its our my and or with for to from by on that this it she he they you we had has have than then".split(
    " ",
  ),
)

/**
 * What a number in a unit of no lab is said of, where no list names it: the one or two words right before
 * (`reach test`), with its dimension; null where none stand there.
 */
export function wordKeyAt(reading: Reading, at: number): string | null {
  const { items, sentenceOf } = reading
  const item = items[at]
  if (item?.type !== "number" || !item.unit || !isBodyUnit(item)) return null
  const words: string[] = []
  for (let back = at - 1; back >= Math.max(0, at - 8) && words.length < 2; back--) {
    const before = items[back]
    if (sentenceOf[back] !== sentenceOf[at]) break
    if (before?.type === "sign" && words.length === 0 && /[:=(|,-]/.test(before.sign)) continue
    const word = wordOf(before)
    if (word === "" || STOP.has(word)) break
    if (words.length === 0 && FILL.has(word)) continue
    words.unshift(word)
  }
  return words.length > 0 ? `${words.join(" ")} / ${item.unit.dimension}` : null
}
