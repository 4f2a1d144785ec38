import { isOwn, labelledName, placesOfName, tokensOf } from "./client-name.ts"
import type { Facts } from "./facts.ts"
import { fold } from "./fold.ts"
import { type Item, signOf, wordOf } from "./items.ts"
import { isAddressed, isSigner } from "./names-addressed.ts"
import { isInNoun } from "./nouns.ts"
import type { Reading } from "./reading.ts"
import type { EvidenceFinding } from "./types.ts"

// Only an initial ends with a full stop: `M. Lopez`.
const CAPITAL =
  "(?:\\p{Lu}\\.|\\p{Lu}[\\p{L}\\p{M}]*(?:['’-](?!s(?!\\p{L}))\\p{L}[\\p{L}\\p{M}]*){0,3})"
const NAME = new RegExp(
  `${CAPITAL}(?: (?:(?:de|la|van|von|der|den|di|da|del|bin|al|le|du|dos|ter) ){0,2}${CAPITAL}){0,3}`,
  "uy",
)
const TITLES = new Set(["ms", "mr", "mrs", "miss", "mx"])
const GREETINGS = new Set(["dear", "hi", "hello", "hey", "greetings"])
const LABELS = new Set(["client", "patient", "pt", "member", "name", "re", "regarding"])
const BEFORE = new Set([
  "for",
  "about",
  "of",
  "with",
  "regarding",
  "and",
  "to",
  "from",
  "by",
  "that",
])
const HUMAN = new Set(
  "is was has had came comes presents presented returns returned showed completed continues reports reported attended feels felt visited mentioned asked s takes took should may can will and".split(
    " ",
  ),
)
const OWNED = new Set(
  "results result labs lab bloodwork blood panel report tests test values numbers latest most recent analysis summary markers levels level overall current fasting review full last first next profile picture health siblings children parents kids coordinator doctor clinician provider physician chart file visit family daughter son wife husband age care dose".split(
    " ",
  ),
)

// Capitalised words that are no person: headings, labs, conditions, days.
const OTHERS = new Set(
  "key findings finding next steps step reference range ranges summary overall results result lab labs report blood work bloodwork panel total vitamin follow up action items care team quest diagnostics labcorp mayo clinic health review call notes plan recommendations recommendation suggested within above below outside full analysis client patient pt member date birth collected iron thyroid liver kidney lipid lipids metabolic complete comprehensive basic hormone hormones inflammation cardiovascular diabetes prediabetes mediterranean dash diet stage type functional medicine american heart association endocrine society national institutes who cdc fda us usa uk english monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december today tomorrow no yes your the this that these those her his their our we you she he it its they please note discuss recheck repeat consider continue caredesk let here there what who hashimoto hashimoto's graves crohn alzheimer parkinson gilbert cushing addison friedewald martin hopkins new york california florida texas london omega marker markers biomarker biomarkers draft ai model language high low normal elevated flag flags test tests value values unit units important questions concerns highlights trends trend good great thanks thank regards best sincerely dear hi hello background context interpretation assessment impression conclusion conclusions discussion details table findings areas focus attention section part one two three all both none other and or of in on at by for to from with a an is are was were as if when while since after before because although however additionally also moreover therefore still nothing everything something dr doctor nurse coordinator provider clinician physician practitioner team clinic member's women men adults adult cholesterol glucose sugar control nutrition lifestyle sleep exercise supplements supplement medication medications kidney's heart risk factors immune bone muscle energy mood digestive gut brain metabolism hematology chemistry urinalysis cbc cmp cardiometabolic first second third again now hence thus so yes sure okay ok well fourth finally lastly also additionally furthermore meanwhile instead together nonetheless nevertheless similarly likewise conversely otherwise besides elsewhere collectively combined clinically colleague colleagues friend sir madam onward cheers warmly yours kindly women's men's mild moderate severe borderline tell ask remind phone ring congratulate praise explain mention raise open start take use rec".split(
    " ",
  ),
)

type Candidate = { start: number; end: number; sure: boolean }

/** Judges persons' names: the client's own, and whoever else is named in a client's place. */
export function nameFindings(
  reading: Reading,
  facts: Facts,
  clientName: string | null,
): EvidenceFinding[] {
  const name = clientName ?? labelledName(facts)
  const own = new Set(tokensOf(name ?? ""))
  const places = name ? placesOfName(facts, name) : []
  const findings: EvidenceFinding[] = []
  let end = 0
  for (let at = 0; at < reading.items.length; at++) {
    const item = reading.items[at]
    if (item?.type !== "word" || !item.capital || item.start < end) continue
    // `Pulse (88 bpm)` is nobody.
    if (isInNoun(reading.nouns, item.start)) continue
    const found = candidateAt(reading, at, own)
    if (!found) continue
    end = found.end
    const written = reading.text.slice(found.start, found.end)
    const tokens = tokensOf(written)
    const { start } = found
    if (own.size === 0) {
      if (found.sure)
        findings.push({
          kind: "name",
          start,
          end,
          verdict: "not-found",
          places: [],
          message: "No source tells the client's name.",
        })
      continue
    }
    const verdict = isOwn(tokens, own) ? "supported" : "contradicted"
    findings.push({
      kind: "name",
      start,
      end,
      verdict,
      places: verdict === "supported" ? places : [],
      message: verdict === "supported" ? "It is the client's name." : `The client is ${name}.`,
    })
  }
  return findings
}

const isOther = (word: string) =>
  OTHERS.has(word.replace(/'s?$/, "").replace(/\.$/, "")) || OTHERS.has(word)

/** The name that begins at item `at`, when its place or its words say that it is a person's. */
function candidateAt(reading: Reading, at: number, own: Set<string>): Candidate | null {
  const { items, text } = reading
  const item = items[at] as Item
  const written = nameAt(text, item.start, nameEnd(items, at))
  const span = written && (turned(text, item.start) ?? trimmed(written, item.start))
  if (!span) return null
  const words = fold(text.slice(span.start, span.end)).split(" ")
  // `**Client:** Maria Lopez`
  let last = at - 1
  while (/^[*_]$/.test(signOf(items[last]))) last -= 1
  const before = items[last]
  if (isSigner(text, span)) return null
  const lead = wordOf(before)
  const sign = signOf(before)
  const prior = wordOf(items[last - 1])
  if (lead === "dr" || (sign === "." && prior === "dr") || lead === "doctor" || lead === "nurse")
    return null
  const title =
    TITLES.has(lead) || (sign === "." && TITLES.has(prior)) || TITLES.has(words[0] ?? "")
  if (TITLES.has((words[0] ?? "").replace(".", ""))) return null
  if (title) return { ...span, sure: true }
  if (GREETINGS.has(words[0] ?? "")) return null
  const client = words.every((word) => tokensOf(word).every((token) => own.has(token)))
  if (client && words.every((word) => word.length > 1)) return { ...span, sure: true }
  // `Client Maria Lopez`: a label before the name is not part of it.
  if (isOther(words[0] ?? "") && words.length > 1) return null
  if (words.some((word) => isOther(word.replace(/,$/, "")))) return null
  // `LOPEZ, MARIA labs 5/14`: two names of no person are more often markers.
  if (words[0]?.endsWith(",")) {
    const labelled = lead === "for" || LABELS.has(lead) || (sign === ":" && LABELS.has(prior))
    const told = labelled || /^ ?(?:labs?\b|\(|dob\b|\d)/i.test(text.slice(span.end, span.end + 6))
    return told ? { ...span, sure: true } : null
  }
  const opens =
    at === 0 || /[\n.!?:*#|>\])-]/.test(signOf(items[at - 1])) || isAtLineStart(text, item.start)
  // `Counsel Maria on …`: a verb before the client's first name.
  const [given] = own
  if (opens && words.length === 2 && words[1] === given && !own.has(words[0] ?? "")) return null
  if (GREETINGS.has(lead)) return { ...span, sure: true }
  if (prior === "good" && /^(?:morning|afternoon|evening)$/.test(lead))
    return { ...span, sure: true }
  if (words.length === 1 && isAddressed(reading, at, span)) return { ...span, sure: true }
  const thanked =
    sign === "," && ["you", "thanks", "morning", "afternoon", "evening", "again"].includes(prior)
  const addressed = lead === "for" && text.charAt(span.end) === ":" && words.length === 1
  if (thanked || addressed) return { ...span, sure: true }
  if (sign === ":" && LABELS.has(prior)) return { ...span, sure: true }
  if (LABELS.has(lead) && words.length > 1) return { ...span, sure: true }
  // A letter alone is shared by chance: `Rec D3`.
  const shares = tokensOf(text.slice(span.start, span.end)).some(
    (token) => token.length > 1 && own.has(token),
  )
  if (shares && words.length > 1) return { ...span, sure: true }
  // `EXECUTIVE SUMMARY – Maria Lopez`
  const ends = /^[ \t]*(?:\n|$)/.test(text.slice(span.end, span.end + 8))
  if (words.length > 1 && words.length < 4 && sign === "-" && isOther(prior) && ends)
    return { ...span, sure: true }
  if (titleCase(reading, at, span.end))
    return BEFORE.has(lead) && words.length > 1 ? { ...span, sure: true } : null
  const next = text.slice(span.end, span.end + 2)
  const follows = behindName(items, at, span.end)
  const followsWord = wordOf(follows)
  if (/^['’]s?/.test(next)) {
    return OWNED.has(followsWord) || follows?.type === "marker" ? { ...span, sure: true } : null
  }
  const behind = text.slice(span.end, span.end + 24)
  if (opens && AGED.test(behind)) return { ...span, sure: true }
  if (words.length > 1) {
    if (BEFORE.has(lead) || !opens) return { ...span, sure: true }
    return HUMAN.has(followsWord) || next.startsWith(",") ? { ...span, sure: true } : null
  }
  return null
}

// `Maria is a 42-year-old`, `Maria Lopez (DOB …`
const AGED =
  /^(?: (?:has|had) an? |,? (?:is|was) an? \d|,? (?:aged? )?\d{1,3}[ -]year|, \d{1,3},| \((?:dob|born|age|aged|female|male|\d{1,3}\)))/i

/** The item behind the name and its `'s`. */
function behindName(items: Item[], at: number, end: number): Item | undefined {
  let next = at + 1
  while (next < items.length && (items[next]?.start ?? 0) < end) next += 1
  const sign = items[next]
  if (sign?.type === "sign" && /['’]/.test(sign.sign))
    next += wordOf(items[next + 1]) === "s" ? 2 : 1
  return items[next]
}

/** Whether only signs stand before `start` in its line: `# 🧬 Longevity Snapshot`. */
function isAtLineStart(text: string, start: number): boolean {
  const before = text.slice(Math.max(0, start - 40), start)
  return /(?:^|\n)[^\p{L}\p{N}\n]*$/u.test(before) && (start < 40 || before.includes("\n"))
}

const TURNED = /\p{Lu}[\p{Lu}'’-]+(?: \p{Lu}[\p{Lu}'’-]+)?, ?\p{Lu}[\p{Lu}'’-]+(?![\p{L}:])/uy

/** `LOPEZ, MARIA` where a line or a title begins with it. */
function turned(text: string, start: number): { start: number; end: number } | null {
  if (!/(?:^|\n|[*:#-] ?| for )$/.test(text.slice(Math.max(0, start - 5), start))) return null
  TURNED.lastIndex = start
  const found = TURNED.exec(text)
  return found ? { start, end: start + found[0].length } : null
}

/** Without a trailing `'s` or full stop. */
function trimmed(written: string, start: number): { start: number; end: number } | null {
  const bare = written.replace(/['’]s$/i, "").replace(/['’]$/, "")
  return bare === "" ? null : { start, end: start + bare.length }
}

/** Where the name must end: before a marker, a date or a number. */
function nameEnd(items: Item[], at: number): number {
  let next = at + 1
  while (next < Math.min(items.length, at + 16)) {
    const item = items[next]
    if (item?.type !== "word" && item?.type !== "sign") break
    next += 1
  }
  return items[next]?.start ?? items.at(-1)?.end ?? 0
}

function nameAt(text: string, start: number, end: number): string | null {
  NAME.lastIndex = 0
  return NAME.exec(text.slice(start, Math.min(end, start + 200)))?.[0].trimEnd() ?? null
}

/** A line in which most words are capitalised is a heading. */
function titleCase(reading: Reading, at: number, end: number): boolean {
  const span = reading.sentences[reading.sentenceOf[at] ?? 0]
  if (!span) return false
  const start = reading.items[at]?.start ?? 0
  const words = reading.items
    .slice(Math.max(span.from, at - 30), Math.min(span.to, at + 30))
    .filter((item) => item.type === "word")
  const long = words.filter(
    (item) => item.word.length > 3 && (item.end <= start || item.start >= end),
  )
  const capitals = long.filter((item) => item.capital)
  return long.length > 0 && capitals.length * 2 > long.length
}
