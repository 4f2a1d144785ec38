import type { EvidenceFinding } from "./types.ts"

/** Findings as a decision keeps them: counts and kinds, never texts. */
export type FindingCounts = {
  supported: number
  contradicted: number
  notFound: number
  /** Kinds of the contradicted claims, each once, sorted. */
  contradictedKinds: string[]
}

export function countFindings(findings: EvidenceFinding[]): FindingCounts {
  const of = (verdict: EvidenceFinding["verdict"]) =>
    findings.filter((finding) => finding.verdict === verdict)
  const contradicted = of("contradicted")
  return {
    supported: of("supported").length,
    contradicted: contradicted.length,
    notFound: of("not-found").length,
    contradictedKinds: [...new Set(contradicted.map(({ kind }) => kind))].sort(),
  }
}
