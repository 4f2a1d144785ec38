import "server-only"
import type { DecisionFlags } from "#lib/db/schema/reviews.ts"
import type { Db } from "#lib/db/store.ts"
import { type DraftRow, presentTexts } from "../draft-row.ts"
import type { Held } from "../evidence/sources.ts"
import type { EvidenceFinding, EvidenceSources } from "../evidence/types.ts"
import type { Contradiction } from "./contradiction.ts"
import type { Question } from "./honest.ts"
import { findingsOf, sourcesOf } from "./sources.ts"

export type OpenFlags = {
  flags: Omit<DecisionFlags, "askedAgain">
  contradictions: Contradiction[]
  /** What the texts were held against. */
  sources: EvidenceSources
  /** The document among it; null when there is none. */
  documentId: string | null
}

/** What the evidence check says of a draft's present texts, computed here and now. */
export async function openFlags(db: Db, row: DraftRow, held?: Held): Promise<OpenFlags> {
  const { sources, documentId, documentUnread } = await sourcesOf(db, row, held)
  const texts = presentTexts(row)
  const found = (["summary", "analysis"] as const).flatMap((text) =>
    findingsOf(texts[text], sources).map((finding) => ({ text, finding })),
  )
  const count = (verdict: EvidenceFinding["verdict"]) =>
    found.filter(({ finding }) => finding.verdict === verdict).length
  const contradicted = found.filter(({ finding }) => finding.verdict === "contradicted")
  return {
    flags: {
      supported: count("supported"),
      contradicted: contradicted.length,
      notFound: count("not-found"),
      contradictedKinds: [...new Set(contradicted.map(({ finding }) => finding.kind))],
      documentUnread,
      ...ownDocument(row, documentId),
    },
    contradictions: contradicted.map(({ text, finding }) => ({
      text,
      claim: texts[text].slice(finding.start, finding.end),
      message: finding.message,
    })),
    sources,
    documentId,
  }
}

/** Which document text found in GHL was held against: it names none that would tell later. */
export const ownDocument = ({ origin }: Pick<DraftRow, "origin">, documentId: string | null) =>
  origin === "watch" && documentId ? { documentId } : {}

/** Flags as a decision keeps them. */
export const withQuestions = (
  flags: Omit<DecisionFlags, "askedAgain">,
  askedAgain: readonly Question[],
): DecisionFlags => ({ ...flags, askedAgain: [...askedAgain] })

/** Flags with how many contradictions a reason was typed over on the person's screen. */
export const withSeen = <Flags extends Omit<DecisionFlags, "askedAgain">>(
  flags: Flags,
  typed: { seen: number } | null,
): Flags => (typed ? { ...flags, contradictedSeen: typed.seen } : flags)
