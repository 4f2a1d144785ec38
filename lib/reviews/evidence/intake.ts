import { isDoseUnit } from "./claims.ts"
import { isAdvice, isRough, wordsAround, wordsBefore } from "./context.ts"
import { type NumberItem, signOf, wordOf } from "./items.ts"
import type { Reading } from "./reading.ts"

const WHO = "(?:you|she|he|they|i|we|client|patient)"
const STILL = "(?: (?:still|currently|already|now|also|presently|both|do|does))*"
/** Words that tell what somebody takes or took. */
const TAKES = new RegExp(
  `(?:^| )(?:${[
    "takes|took|uses|prescribed",
    `${WHO}${STILL} (?:take|use)`,
    "(?:is|are|was|were|been|am|keeps?|kept|continues?|continued|reports?|reported|still|currently|already|now|' s|' re|' ve been)(?: (?:currently|still|now|already|also|on))* (?:taking|on|using)",
    "continue[sd]?|continuing",
    "stay(?:s|ing|ed)? (?:on|with|at)|remain(?:s|ed|ing)? (?:on|at)",
    "keep(?:s|ing)?(?: on)? (?:taking|with|using)|maintain(?:s|ed|ing)?",
    "current(?:ly)? (?:dose|dosage|supplements?|medications?|meds|regimen|intake|taking|on)",
    "dose (?:is|was|remains|stays)",
  ].join("|")})(?: |$)`,
)

/** Words with which another dose than the sources' is no error: a change, advice, a doubt, another person. */
const OTHERWISE =
  /(?:^| )(?:increas\w*|rais\w*|reduc\w*|lower\w*|decreas\w*|doubl\w*|halv\w*|half|tripl\w*|instead|rather|switch\w*|chang\w*|cut\w*|titrat\w*|taper\w*|adjust\w*|bump\w*|mov(?:e|es|ed|ing)|go|start\w*|begin\w*|began|add(?:s|ed|ing)?|new|higher|more|less|extra|another|additional|try|trial|consider\w*|recommend\w*|suggest\w*|advis\w*|should|must|would|could|may|might|can|if|unless|when|goal|target\w*|aim\w*|until|plan\w*|next|step|up|down|than|not|never|no|t|stop\w*|discontinu\w*|without|miss\w*|skip\w*|between|stud(?:y|ies)|adults|women|men|people|patients|most|many|husband|wife|partner|mother|father|brother|sister|son|daughter|maximum|max|minimum|limit|typical|usual|serving|contains?|value|dv|rda|from .* to|range)(?: |$)/

const PAST =
  /(?:^| )(?:previous\w*|prior|former\w*|used to|past|last|earlier|ago|before|originally|initially|history)(?: |$)/

/** Words that make the day's dose another one than the number says. */
const PACE = new Set(
  "twice thrice bid tid qid time times x week weekly month monthly other alternate alternating capsule capsules tablet tablets pill pills softgel softgels scoop scoops meal meals divided split".split(
    " ",
  ),
)

/** How often and how many of it, as far as words beside the number say; empty for once a day. */
function paceOf({ items, sentenceOf, folded }: Reading, at: number, to = at): string {
  const pace: string[] = []
  const take = (index: number): boolean => {
    const item = items[index]
    if (!item || sentenceOf[index] !== sentenceOf[at] || /^[,;\n]$/.test(signOf(item))) return false
    if (PACE.has(wordOf(item))) pace.push(wordOf(item))
    else if (item.type === "number") {
      // Another amount begins.
      if (item.unit) return false
      // `every 12 hours`, and not `for 12 weeks`.
      if (!item.time || wordOf(items[index - 1]) === "every")
        pace.push(folded.slice(item.start, item.end))
    }
    return true
  }
  for (let index = to + 1; index < to + 12 && take(index); index++);
  for (let index = at - 1; index > at - 5 && take(index); index--);
  return pace.sort().join(" ")
}

/** Whether the sentence around a dose says that somebody takes just that, with no word of a change or a doubt. */
export const tellsIntake = (reading: Reading, at: number): boolean =>
  TAKES.test(wordsAround(reading, at)) && isPlainDose(reading, at)

/** Whether no word around a dose makes it another than what is taken. */
export const isPlainDose = (reading: Reading, at: number): boolean =>
  !OTHERWISE.test(wordsAround(reading, at)) && !isRough(wordsBefore(reading, at))

/** Whether two doses are of one time and one pace, so that one of them speaks against the other. */
export const isSameTime = (
  one: Reading,
  at: number,
  other: { reading: Reading; at: number; to: number },
): boolean =>
  PAST.test(wordsAround(one, at)) === PAST.test(wordsAround(other.reading, other.at)) &&
  paceOf(one, at) === paceOf(other.reading, other.at, other.to)

/** Whether a number of a source is what somebody takes, and no lab's value: `vitamin D 5000 IU daily`. */
export function isIntake(reading: Reading, item: NumberItem): boolean {
  // `5 000 IU`
  const spaced = !item.unit && /^ \d{3} /.test(reading.folded.slice(item.end, item.end + 5))
  if (!spaced && !isDoseUnit(item)) return false
  const at = reading.items.findIndex(({ start }) => start === item.start)
  const next = reading.items[at + 1]
  if (spaced && !(next?.type === "number" && isDoseUnit(next))) return false
  return at >= 0 && isAdvice(wordsAround(reading, at))
}
