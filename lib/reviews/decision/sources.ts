import "server-only"
import type { Db } from "#lib/db/store.ts"
import type { DraftRow } from "../draft-row.ts"
import { evidenceSourcesOf } from "../evidence/sources.ts"
import type { EvidenceSources } from "../evidence/types.ts"

/** A document that is slow to come must not keep anybody waiting: then markers and source text count alone. */
const DOCUMENT_MS = 8_000
/** The check runs again at every pause in typing; contact data stays in memory for at most a minute. */
const KEEP_MS = 60_000
const KEEP_MOST = 50

export type CheckedSources = {
  sources: EvidenceSources
  /** The draft names a document, and nothing could be read in it now. */
  documentUnread: boolean
}

const kept = new Map<string, { until: number; sources: Promise<CheckedSources> }>()

/** What a draft names itself, without GHL. */
const withoutGhl = (row: DraftRow): EvidenceSources => ({
  biomarkers: row.source.biomarkers ?? [],
  sourceText: row.source.text ?? "",
  documentPages: [],
  client: { name: null, birthDate: null },
})

async function read(db: Db, row: DraftRow): Promise<CheckedSources> {
  const limit = new AbortController()
  const timer = setTimeout(() => limit.abort(), DOCUMENT_MS)
  const late = new Promise<null>((resolve) => {
    limit.signal.addEventListener("abort", () => resolve(null))
  })
  try {
    const sources =
      (await Promise.race([evidenceSourcesOf(db, row.id, limit.signal).catch(() => null), late])) ??
      withoutGhl(row)
    const documentUnread =
      row.source.documentId !== undefined &&
      sources.documentPages.every((page) => page.trim() === "")
    return { sources, documentUnread }
  } finally {
    clearTimeout(timer)
  }
}

/** The sources of a draft, read once for a minute. Never fails: what could not be read is left out, and said. */
export function sourcesOf(db: Db, row: DraftRow): Promise<CheckedSources> {
  const now = Date.now()
  for (const [id, { until }] of kept) if (until < now) kept.delete(id)
  const earlier = kept.get(row.id)
  if (earlier) return earlier.sources
  if (kept.size >= KEEP_MOST) kept.delete(kept.keys().next().value ?? "")
  const sources = read(db, row)
  kept.set(row.id, { until: now + KEEP_MS, sources })
  return sources.then((answer) => {
    // What failed is tried again the next time.
    if (answer.documentUnread) kept.delete(row.id)
    return answer
  })
}
