import { type Item, signOf, wordOf } from "./items.ts"
import type { Reading } from "./reading.ts"

/** Verbs whose object is a person: `Call Maria to book`, `Ask whether Maria still takes it`. */
const ADDRESSING = new Set(
  "call phone ring remind tell ask congratulate thank text phoned called screen offer book schedule reach reached counsel advise encourage reassure refer invite".split(
    " ",
  ),
)
/** What a heading is for somebody: `Recommendations for Maria`. */
const WRITTEN_FOR = new Set(
  "recommendations actions action plan summary notes draft report results script sheet steps advice message labs review letter snapshot update overview brief".split(
    " ",
  ),
)

/** Whether one capitalised word is spoken to, or spoken of as only a person is. */
export function isAddressed(
  reading: Reading,
  at: number,
  span: { start: number; end: number },
): boolean {
  const { items, text } = reading
  const lead = wordOf(items[at - 1])
  const behind = text.slice(span.end, span.end + 12)
  if (ADDRESSING.has(lead) && /^(?: [a-z]|[,.:;])/.test(behind)) return true
  // `Maria may feel judged`
  if (
    /^ (?:may|might) (?:ask|feel|want|need|wonder|worry)/.test(text.slice(span.end, span.end + 18))
  )
    return true
  // `Ask whether Maria still takes it`
  if (
    /^(?:whether|if)$/.test(lead) &&
    /^ (?:still|has|is|was|takes|would|can|had) /.test(`${behind} `)
  )
    return ADDRESSING.has(wordOf(items[at - 2]))
  // `Call script for Maria (46)`, `What has changed for Maria?`
  if (lead === "for" && /^(?: \(\d{1,3}\)|\?)/.test(behind)) return true
  // `## Recommendations for Maria`
  if (lead === "for" && /^(?:[ \t*]*(?:\n|$))/.test(behind))
    return WRITTEN_FOR.has(wordOf(items[at - 2]))
  if (isCalled(reading, at, span)) return true
  // `go over these points with Maria at the next visit`
  if (
    lead === "with" &&
    /^ (?:at|during|on|before|in) (?:the|her|his|their|our) /.test(
      text.slice(span.end, span.end + 20),
    )
  )
    return true
  const comma = signOf(items[at - 1]) === ","
  // `So, Maria, your labs are back`, `"Maria, thanks for …`
  const quoted = /^["“«]$/.test(signOf(items[at - 1]))
  const opened = comma && /^(?:so|well|okay|ok|now|hi|hello|hey)$/.test(wordOf(items[at - 2]))
  if (quoted && /^, [a-z]/.test(behind)) return true
  if (opened) return /^, (?:you|your|here|thanks|thank|we|i|it|this|the)\b/.test(behind)
  // `You've got this, Maria.`
  if (!comma || !/^[.!](?:\s|["”»]|$)/.test(behind)) return false
  // `sent to Quest, Dallas` is a place.
  return !isName(items, at - 2)
}

/** A capitalised word that does not begin its sentence. */
const isName = (items: Item[], at: number) => {
  const item = items[at]
  const before = items[at - 1]
  return item?.type === "word" && item.capital && before?.type === "word"
}

/** `Maria, your results`, `Maria,` as a line of its own, `Until then, Maria, keep it up`, `One more thing, Maria:`. */
function isCalled({ items, text }: Reading, at: number, span: { start: number; end: number }) {
  const before = items[at - 1]
  const behind = text.slice(span.end, span.end + 14)
  if (before === undefined || /^[\n.!?]$/.test(signOf(before))) {
    if (wordOf(items[at]).endsWith("ly")) return false
    // `Maria should seek care`
    if (
      /^ (?:can|should|needs to|must|will) (?:take|start|stop|walk|seek|see|call|book|return|continue|avoid|schedule|contact)\b/.test(
        text.slice(span.end, span.end + 30),
      )
    )
      return true
    const alone = /^,[ \t]*\n/.test(behind) && (before === undefined || signOf(before) === "\n")
    return (
      alone ||
      // `Maria, twelve of your results`
      /^, (?:[a-z]+ ){0,3}your? /.test(text.slice(span.end, span.end + 40)) ||
      /^, (?:your|you|here|we|i|i'm|this is|thank|thanks|good|great|it's)\b/i.test(behind)
    )
  }
  // `Lead with praise; Maria has earned it`, `If Maria reports pain`
  if (signOf(before) === ";" && /^ (?:has|is|was|takes|feels|reports) /.test(behind)) return true
  if (wordOf(before) === "if" && /^ (?:reports|develops|feels|notices|has|gets) /.test(behind))
    return true
  if (signOf(before) === "," && !isName(items, at - 2) && /^[ \t]*\n/.test(behind)) return true
  if (signOf(before) !== "," || isName(items, at - 2)) return false
  if (/^(?:care|thanks|thing|then|again|now|so|luck|done|there)$/.test(wordOf(items[at - 2])))
    return /^[,:!]/.test(behind)
  return /^(?:, (?:let|keep|please|your|you|we|i|thank|try|come|call|just|it|this)\b|:(?:\s|$))/.test(
    behind,
  )
}

const CREDENTIAL = /^, ?(?:MD|DO|NP|RN|PA|PA-C|FNP|APRN|LPN|RD|RDN|PhD|PharmD|MPH|CNS)\b/
const SIGNED =
  /(?:thanks|thank you|regards|wishes|best|sincerely|warmly|cheers|yours|truly|care|health),? *\n\s*$/i

/** Whether the name at `start` is that of whoever signs: `Nora Field, NP`, or below `With thanks,`. */
export const isSigner = (text: string, { start, end }: { start: number; end: number }) =>
  CREDENTIAL.test(text.slice(end, end + 12)) ||
  SIGNED.test(text.slice(Math.max(0, start - 40), start))
