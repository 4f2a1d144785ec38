import { normaliseText } from "#lib/changes/normalise.ts"

/** What becomes of the text that stands in call_notes when a summary is approved. */
export type Keeping = "keep" | "replace"

const SEPARATOR = /^--- Earlier call notes, kept on \d{4}-\d{2}-\d{2} ---$/

/** The line between an approved summary and the text that was kept below it. `day` is `YYYY-MM-DD`. */
const separator = (day: string) => `--- Earlier call notes, kept on ${day} ---`

/** Which texts count as Caredesk's own: the texts themselves, or a test where only fingerprints are left. */
export type OwnSummaries = readonly string[] | ((text: string) => boolean)

const testOf = (own: OwnSummaries): ((text: string) => boolean) => {
  if (typeof own === "function") return own
  const texts = new Set(own.map(normaliseText))
  return (text) => texts.has(text)
}

/**
 * The part of call_notes that Caredesk did not write. Only an approved summary that stands unchanged
 * at the very top, alone or above our separator, counts as ours; whatever a person touched is theirs.
 * Where the text can be cut in several ways, the most is theirs.
 */
export function textOfOthers(present: string, own: OwnSummaries): string {
  const text = normaliseText(present)
  const isOwn = testOf(own)
  const lines = text.split("\n")
  for (let at = 2; at < lines.length; at++) {
    if (lines[at - 1] !== "" || !SEPARATOR.test(lines[at] ?? "")) continue
    const top = lines.slice(0, at - 1).join("\n")
    if (top !== "" && isOwn(top)) return lines.slice(at + 1).join("\n")
  }
  return text !== "" && isOwn(text) ? "" : text
}

/** Whether text was kept below other text here. */
export const hasKeptText = (text: string): boolean =>
  normaliseText(text)
    .split("\n")
    .some((line) => SEPARATOR.test(line))

/** A text, and each part of it that was kept below another: whoever read the whole has read these too. */
export function partsOf(text: string): string[] {
  const lines = normaliseText(text).split("\n")
  const starts = lines.flatMap((line, at) => (SEPARATOR.test(line) ? [at + 1] : []))
  return [0, ...starts].map((start) => lines.slice(start).join("\n"))
}

/** What stands above `part`, its separator included: nothing when `part` is the whole, null when it is no part. */
export function aboveOf(text: string, part: string): string | null {
  const [whole, below] = [normaliseText(text), normaliseText(part)]
  if (whole === below) return ""
  return below !== "" && partsOf(whole).includes(below)
    ? whole.slice(0, whole.length - below.length)
    : null
}

/** `text` with one of its parts in other words; what stands above that part stays as it is. */
export function withPart(text: string, part: string, words: string): string {
  const above = aboveOf(text, part) ?? ""
  if (words.trim() !== "" || above === "") return above + words
  return normaliseText(above.split("\n").slice(0, -2).join("\n"))
}

/** The part of approved call_notes that was approved: what stands above text that was kept. */
export function approvedPart(wanted: string): string {
  const lines = normaliseText(wanted).split("\n")
  const at = lines.findIndex((line) => SEPARATOR.test(line))
  return normaliseText((at === -1 ? lines : lines.slice(0, at)).join("\n"))
}

/**
 * call_notes as they shall stand: the approved summary, above what others wrote when that is kept.
 * `others` comes from `textOfOthers`; `day` is the clinic's day, `YYYY-MM-DD`.
 */
export function combineCallNotes(input: {
  summary: string
  others: string
  keeping: Keeping
  day: string
}): string {
  const summary = normaliseText(input.summary)
  const others = normaliseText(input.others)
  if (input.keeping === "replace" || others.trim() === "") return summary
  return `${summary}\n\n${separator(input.day)}\n${others}`
}
