"use client"

import { keepPreviousData, useQuery } from "@tanstack/react-query"
import { fetchJson } from "#components/shell/fetch-json.ts"
import { usePaused } from "#components/ui/use-paused.ts"
import type { EvidenceView, FindingView } from "#lib/reviews/evidence-view.ts"
import type { Texts } from "./use-saved-texts.ts"

const PAUSE_MS = 500

export type TextName = keyof Texts

/** A finding with its place on the page. `id` stays while its claim stands where it stands. */
export type Finding = FindingView & { id: string; text: TextName }

export type Evidence =
  | { state: "checking" }
  | { state: "failed"; tryAgain: () => void }
  | {
      state: "checked"
      findings: Finding[]
      /** The texts that were checked; offsets of the findings are theirs. */
      of: Texts
      documentUnread: EvidenceView["documentUnread"]
      /** There is nothing to compare with. */
      nothing: boolean
    }

/**
 * What the sources say of the texts on the screen, checked again at each pause in typing. `documentId`:
 * for text found in GHL, the client's document beside it; nothing is asked while that is undefined.
 */
export function useEvidence(
  reviewId: string,
  texts: Texts,
  documentId: string | null | undefined,
): Evidence {
  const of = usePaused(texts, PAUSE_MS)
  const { data, error, refetch } = useQuery({
    queryKey: ["reviews", reviewId, "evidence", of, documentId],
    queryFn: async ({ signal }) => ({
      of,
      view: await fetchJson<EvidenceView>(`/api/reviews/${reviewId}/evidence`, {
        body: documentId ? { ...of, documentId } : of,
        signal,
      }),
    }),
    enabled: documentId !== undefined,
    placeholderData: keepPreviousData,
    // The texts are health data: they stay in memory no longer than the page needs them.
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
    retry: 1,
  })
  if (!data) {
    return error ? { state: "failed", tryAgain: () => void refetch() } : { state: "checking" }
  }
  const { view } = data
  const findings = (["summary", "analysis"] as const).flatMap((text) =>
    view[text].map((finding) => ({ ...finding, text, id: `${text}-${finding.start}` })),
  )
  return {
    state: "checked",
    findings,
    of: data.of,
    documentUnread: view.documentUnread,
    nothing: view.nothing,
  }
}
