import { factsIn } from "./facts.ts"
import { markerFindings } from "./markers.ts"
import { read } from "./reading.ts"
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
 * Holds every number, range, date, marker, direction and name of a draft against its sources.
 * Rules only: the same text and sources give the same findings, sorted by place.
 */
export function checkEvidence(text: string, sources: EvidenceSources): EvidenceFinding[] {
  const facts = factsIn(sources)
  const reading = read(text, facts.lexicon, "draft")
  const quote = quoter(sources)
  return apart([...valueFindings(reading, facts, quote), ...markerFindings(reading, facts)])
}
