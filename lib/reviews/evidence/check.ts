import { assertionFindings } from "./assertions.ts"
import type { Context } from "./claims.ts"
import { countFindings } from "./counts.ts"
import { dateFindings } from "./dated.ts"
import { directionFindings } from "./directions.ts"
import { factorFindings } from "./factors.ts"
import { factsIn } from "./facts.ts"
import { withLookedFor } from "./looked-for.ts"
import { markerFindings } from "./markers.ts"
import { nameFindings } from "./names.ts"
import { phrasesIn } from "./phrases.ts"
import { read } from "./reading.ts"
import { plainDays, settleDates } from "./settle.ts"
import { pairs } from "./subjects.ts"
import type { EvidenceFinding, EvidenceSources } from "./types.ts"
import { valueFindings } from "./values.ts"
import { quoter } from "./words.ts"

/** One claim, one finding: of two that overlap, the one that begins first stays. */
function apart(findings: EvidenceFinding[]): EvidenceFinding[] {
  const sorted = findings.sort((one, other) => one.start - other.start || other.end - one.end)
  let end = -1
  return sorted.filter((finding) => {
    if (finding.start < end || finding.end <= finding.start) return false
    end = finding.end
    return true
  })
}

/**
 * Holds every number, range, date, marker, direction and name of a draft against its sources; each number
 * and date has its finding.
 * Rules only: the same text and sources give the same findings, sorted by place.
 */
export function checkEvidence(text: string, sources: EvidenceSources): EvidenceFinding[] {
  const facts = factsIn(sources)
  const reading = read(text, facts.lexicon, "draft")
  const quote = quoter(sources)
  const { name, birthDate } = sources.client
  // The draft's own dates alone tell its order: by the sources' days, one that is written wrong would be right.
  settleDates([reading], plainDays([reading]), sources.dateOrder ?? "month-first")
  const context: Context = { reading, facts, quote, paired: pairs(reading) }
  const phrases = phrasesIn(reading)
  // Counts before values: `3 markers` is no value.
  const judged = apart([
    ...countFindings(reading, facts, phrases, birthDate),
    ...valueFindings(context),
    ...factorFindings(context),
    ...dateFindings(reading, facts, birthDate),
    ...nameFindings(reading, facts, name),
    ...markerFindings(reading, facts),
    ...directionFindings(reading, facts, phrases, quote),
    ...assertionFindings(reading, facts, quote),
  ])
  return withLookedFor(context, judged)
}
