import type { Item, NumberItem, RangeItem } from "./items.ts"
import type { Reading } from "./reading.ts"
import { columnRole } from "./tables.ts"

/** What the words around a number make of it. */
export type Role =
  | "present"
  | "earlier"
  /** A bound of the reference range. */
  | "limit"
  /** Something to reach, which no lab report says. */
  | "goal"
  /** How far it is from another value. */
  | "difference"

const words = (items: Item[]) =>
  items
    .map((item) => (item.type === "word" ? item.word : item.type === "sign" ? item.sign : "#"))
    .join(" ")

/** Up to nine items before, as far as the number, marker (unless `through` it) or sentence before. */
export function wordsBefore(reading: Reading, at: number, through = false): string {
  const from = reading.sentences[reading.sentenceOf[at] ?? 0]?.from ?? at
  let start = at
  while (start > from && at - start < 9) {
    const item = reading.items[start - 1]
    if (item?.type !== "word" && item?.type !== "sign" && !(through && item?.type === "marker"))
      break
    start -= 1
  }
  return words(reading.items.slice(start, at))
}

/** Up to seven items behind; spans of time are part of it. */
export function wordsBehind(reading: Reading, at: number): string {
  const to = reading.sentences[reading.sentenceOf[at] ?? 0]?.to ?? at
  let end = at + 1
  while (end < to && end - at < 8) {
    const item = reading.items[end]
    if (item?.type !== "word" && item?.type !== "sign" && !(item?.type === "number" && item.time))
      break
    end += 1
  }
  return words(reading.items.slice(at + 1, end))
}

/** All words of the sentence, as far as 60 items away. */
export function wordsAround(reading: Reading, at: number): string {
  const span = reading.sentences[reading.sentenceOf[at] ?? 0]
  if (!span) return ""
  return words(reading.items.slice(Math.max(span.from, at - 60), Math.min(span.to, at + 60)))
}

const FILL = "(?: (?:a|an|the|at|of|to|is|was|by|only|just|=|:|\\())*"
const ROUGH = new RegExp(
  `(?:^| )(?:about|around|approximately|approx \\.?|approx|roughly|nearly|almost|circa|near|close to|somewhere near|just over|just under|just above|just below|a little over|a little under|~|≈)${FILL}$`,
)
const LIMIT =
  /(?:^| )(?:limits?|ranges?|ref|reference|thresholds?|cut ?-? ?offs?|upper|lower|maximum|minimum|bounds?|ceilings?|floor|interval|normal|desirable|recommended|standard|norm|expected)(?: (?:ranges?|values?|limits?|intervals?|end|bound|threshold|of|is|are|for|to|the|lab|lab's|laboratory|was|being|from|in|adults?|women|men|level|levels|under|below|above|over|less|than|at|most|least|up|within|between|s|[:=([|'.-]))* ?$/
const LIMIT_BEHIND =
  /^(?:upper |lower |reference |lab |normal |diagnostic )*(?:limit|threshold|cut ?-? ?off|ceiling|mark\b|upper|lower|maximum|minimum|bound)/
/** `under the 6.5 % line` */
const LINE_BEHIND = /^(?:line|lines)(?: |$)/
/** `the lower limit for vitamin D is`; a marker is `#`. */
const LIMIT_OF =
  /(?:^| )(?:limits?|ranges?|thresholds?|cut ?-? ?offs?|interval)(?: (?:for|of|on)(?: (?:the|her|his|your|their))? #)(?: (?:levels?|is|are|was|of|at|under|below|above|over|less|than|up|to|most|least|s|[':,(]))* ?$/
const LIMIT_AT =
  /(?:^| )(?:ends?|starts?|begins?|stops?|tops out|runs|goes|reaches) (?:at|with|from|up to)$/
/** `her previous LDL was` */
const EARLIER_OF =
  /(?:^| )(?:earlier|previous|prior|last|former|baseline|initial)(?: [a-z]+)? #(?: (?:of|was|levels?|value|at|result|reading|stood|s|[':,(]))* ?$/
/** `6.5 % or more would mean`, `when it is above 190`: nothing is said of this report. */
const OR_MORE = /^or (?:more|higher|above|less|lower|below|greater)(?: |$)/
const SUPPOSED = /(?:^| )(?:if|when|whenever|once|unless|would|could|may|might)(?: |$)/
const GOAL =
  /(?:^| )(?:goals?|targets?|targeting|optimal|optimum|optimally|ideal|ideally|aim|aiming|desired|functional|prediabetes|prediabetic|diabetes|diabetic|risk|borderline|deficiency|deficient|insufficiency|insufficient|sufficiency|sufficient|guidelines?|category|bring|get|keep|kept|push|reach|reaches|towards?|until|hoping|hopes? for|expect #|stop (?:at|when|once|if))(?: |$)/
/** `Targets: LDL under 1.8; HbA1c under 42`: each of them is one. */
const GOALS_HEAD = /^(?:[^ ]+ )?(?:goals?|targets?|aims?) :(?: |$)/
const EARLIER =
  /(?:^| )(?:from|previous|previously|prior|earlier|last|compared (?:with|to)|versus|vs \.?|vs|against|baseline|initial|initially|originally|formerly)(?: (?!to |now |currently )[^ ]+){0,5}$/
const EARLIER_BEHIND =
  /^(?:\( ?)?(?:→|- >|previously|before|earlier|last (?:time|year|month|week|test|draw|visit|check|spring|summer|autumn|fall|winter|report|panel|result)|(?:in|on|at|from) (?:the |your |her |his )?(?:previous|prior|last|earlier|baseline|first|initial)|at baseline|# ago|a (?:year|month|week) ago|(?:at )?the (?:last|previous|prior))/
const BY = new RegExp(
  `(?:^| )(?:(?:by|another|additional|lost|gained|(?:rise|increase|gain|climb|jump|fall|drop|decline|decrease|loss|reduction|change|difference|improvement) of)${FILL}|up|down|upwards?|downwards?|↑|↓|\\+|Δ)(?: (?:about|around|approximately|approx|roughly|some|~))?$`,
)
/** `Delta creatinine: -0.21 mg/dL`, `change in albumin since April: 0.7` */
const DELTA =
  /(?:^| )(?:delta|δ|(?:change|difference) in) #(?: (?:since|from|vs|of|over|@|#|[:=,(+]))*$/
const APART =
  /^(?:percent |points? )?(?:(?:points? )?(?:above|over|below|under|higher|lower|short of|beyond|past) (?!(?:the )?(?:last|next|past)\b)|(?:higher|lower|more|less|above|below) ?$|(?:rise|increase|drop|decline|decrease|fall|reduction|improvement|change|jump)\b)/

// A month without a year: which one it is shows whether the sources have that value.
const MONTH =
  "(?:january|february|march|april|may|june|july|august|september|october|november|december|spring|summer|autumn|winter)"
const IN_MONTH = new RegExp(`(?:^| )(?:in|since|of) ${MONTH}(?: (?:was|it|at|,|\\(|:))* ?$`)
const IN_MONTH_BEHIND = new RegExp(`^(?:\\( ?)?(?:in|since|back in) ${MONTH}(?: |$)`)

/** Whether the words behind a statement put it in an earlier time. */
export const isEarlierBehind = (behind: string) =>
  EARLIER_BEHIND.test(behind) || IN_MONTH_BEHIND.test(behind)

/** `slipped 7 mmol/L`, `gained 12 points`: a verb of moving right before its size. */
const MOVED =
  /(?:^| )(?:rose|risen|climbed|jumped|gained|gone up|went up|come up|fell|fallen|dropped|slipped|slid|declined|shed|gone down|went down|come down)(?: (?:a|an|the|just|only|another|about|around|approximately|roughly|some|nearly|~))*$/

export const isRough = (before: string) => ROUGH.test(before)

/** `when it stood at 510, HDL has risen`: an earlier value of what is named behind. */
const WHEN_IT_WAS = /(?:^| )when (?:it|they) (?:stood|was|were|read|measured)(?: at)?$/

/** Whether a number is told of an earlier time, before its marker is named. */
export const isToldAhead = (reading: Reading, at: number) => {
  const next = reading.items[at + 1]
  return (
    WHEN_IT_WAS.test(wordsBefore(reading, at)) && next?.type === "sign" && /^[,)]$/.test(next.sign)
  )
}

/** Whether the words right before a number make it the size of a change: `by about`, `up`, `a fall of`. */
export const isChange = (before: string) => BY.test(before)

const NOW =
  /(?:^| )(?:now|currently|today|presently)(?: (?:at|is|it|'|s|of|reads|stands|about|around|:|#|has|measures|sits))*$|(?:^| )(?:current|present|latest|newest|today ' s)(?: [a-z]+)? #(?: (?:level|value|is|of|at|reads|stands|:|result|reading))*$/
const NOW_BEHIND = /^(?:\( ?)?(?:now|today|currently|at present|current|presently)(?: \)|[ ,.;]|$)/

/** Whether the words right beside the number at `at` say that it is the present one: `now 5.4`. */
export const isSaidOfNow = (reading: Reading, at: number) =>
  NOW.test(wordsBefore(reading, at, true)) || NOW_BEHIND.test(wordsBehind(reading, at))

/** The words behind the bracket that follows a number: `25 ng/dL (about 9 %) higher`. */
export function wordsBehindBracket(reading: Reading, at: number): string {
  const { items } = reading
  const sign = (index: number) => {
    const item = items[index]
    return item?.type === "sign" ? item.sign : ""
  }
  if (sign(at + 1) !== "(") return ""
  for (let end = at + 2; end < at + 8; end++) {
    if (sign(end) === ")") return wordsBehind(reading, end)
  }
  return ""
}

/** The first words of the sentence. */
function headOf(reading: Reading, at: number): string {
  const from = reading.sentences[reading.sentenceOf[at] ?? 0]?.from ?? at
  return words(reading.items.slice(from, Math.min(at, from + 3)))
}

/** The words from the start of the clause, dates and numbers among them. */
function wordsFromMarker(reading: Reading, at: number): string {
  const from = reading.sentences[reading.sentenceOf[at] ?? 0]?.from ?? at
  return words(reading.items.slice(Math.max(from, at - 10), at))
}

/** `the diabetes threshold (A1c 6.5 %, glucose 126 mg/dL)`: what a bracket holds is what stands before it. */
function bracketOf({ items, sentences, sentenceOf }: Reading, at: number): Role | null {
  const start = sentences[sentenceOf[at] ?? 0]?.from ?? at
  for (let back = at - 1; back > Math.max(start, at - 16); back--) {
    const item = items[back]
    if (item?.type !== "sign") continue
    if (item.sign === ")") return null
    if (item.sign !== "(") continue
    const lead = items[back - 1]
    const word = lead?.type === "word" ? lead.word : ""
    // `no vitamin D deficiency (44 ng/mL)`
    if (/^(?:deficiency|insufficiency|excess)$/.test(word) && back === at - 1) return "present"
    if (/^(?:thresholds?|goals?|targets?)$/.test(word)) return "goal"
    return /^(?:cut ?offs?|limits|ceilings)$/.test(word) ? "limit" : null
  }
  return null
}

/** The role of the number at item `at`, from the words before and behind it. */
export function roleOf(reading: Reading, at: number, item: NumberItem | RangeItem): Role {
  const column = columnRole(reading, at)
  if (column) return column
  const before = wordsBefore(reading, at)
  const behind = wordsBehind(reading, at)
  const bracket = bracketOf(reading, at)
  if (bracket) return bracket
  if (LIMIT_BEHIND.test(behind) && !isChange(before)) return "limit"
  if (isChange(before) || (item.type === "number" && APART.test(behind))) return "difference"
  if (item.type === "number" && !item.comparison && APART.test(wordsBehindBracket(reading, at)))
    return "difference"
  if (DELTA.test(wordsFromMarker(reading, at))) return "difference"
  if (item.type === "number" && item.plus) return "difference"
  if (
    GOAL.test(wordsBefore(reading, at, true)) ||
    GOALS_HEAD.test(headOf(reading, at)) ||
    LINE_BEHIND.test(behind) ||
    /^(?:goal|target|or (?:less|more|lower|higher) is (?:ideal|optimal))/.test(behind)
  ) {
    return "goal"
  }
  const through = wordsBefore(reading, at, true)
  if (LIMIT_AT.test(before)) return "limit"
  // 190 to 178 is no range: the first is what it was.
  if (behind === "to") return "earlier"
  if (item.type === "number" && !item.comparison && MOVED.test(before)) return "difference"
  const bound = (item.type === "number" && item.comparison) || OR_MORE.test(behind)
  if (bound && (SUPPOSED.test(through) || SUPPOSED.test(behind))) return "goal"
  if (LIMIT_OF.test(through) || LIMIT_AT.test(before)) return "limit"
  if (EARLIER_OF.test(through) || /^[,;(] was$/.test(before)) return "earlier"
  if (LIMIT.test(before) || LIMIT_BEHIND.test(behind)) return "limit"
  if (isToldAhead(reading, at)) return "earlier"
  if (IN_MONTH.test(before) || IN_MONTH_BEHIND.test(behind)) return "earlier"
  if (EARLIER.test(before) || EARLIER_BEHIND.test(behind)) return "earlier"
  return "present"
}

const ADVICE =
  /(?:^| )(?:daily|per day|a day|each day|every|twice|weekly|nightly|supplement\w*|doses?|dosage|dosing|capsules?|tablets?|take|taking|takes|start|starting|add|adding|consider|try|diets?|dietary|intake|foods?|eat|eating|drink|drinking|servings?|walk\w*|exercis\w*|sleep\w*|recheck\w*|retest\w*|repeat\w*|follow|schedule\w*|recommend\w*|suggest\w*|advise\w*|ask|discuss|plan|protocol|calories|weight|fasted|training|workouts?|appointment)(?: |$)/

const ADVISED =
  /(?:^| )(?:aim|aiming|help|helps|goal|goals|targets?|ideal|ideally|keep|keeping|kept|lose|losing|gain|gaining|reduc\w*|should|must|bring|get|getting|reach|reaching|until|if|when|unless|maintain|stay|staying|limit|recommend\w*|consider|try|toward|towards)(?: |$)/

/** Whether the words before a measured number make it advice: `aim for a weight of`, `if`. */
export const isAdvised = (before: string) => ADVISED.test(before)

/** Whether a sentence advises rather than reports. */
export const isAdvice = (sentence: string) => ADVICE.test(sentence)
