"use client"

import { useQuery } from "@tanstack/react-query"
import { ProblemError, problemOf } from "#components/shell/fetch-json.ts"
import { reportProblem, whenSignedIn } from "#components/shell/session-phase.ts"
import type { Problem } from "#lib/problem.ts"

const UNREACHABLE: Problem = {
  kind: "network",
  title: "Caredesk could not be reached.",
  advice: "Check your connection and try again.",
  canRetry: true,
}

async function fetchFile(href: string, signal: AbortSignal): Promise<Blob> {
  const response = await fetch(href, { signal, cache: "no-store" }).catch((error: unknown) => {
    signal.throwIfAborted()
    throw error instanceof TypeError ? new ProblemError(UNREACHABLE) : error
  })
  if (response.ok) return response.blob()
  if (response.status === 401) {
    reportProblem({ kind: "signed-out", title: "You are signed out." })
    await whenSignedIn()
    return fetchFile(href, signal)
  }
  const answer: { problem?: Problem } | null = await response.json().catch(() => null)
  throw new ProblemError(answer?.problem ?? UNREACHABLE)
}

/**
 * Reads a document through our proxy, once: one reading is one opening in the audit. The file is in
 * memory only while it is on the screen.
 */
export function useDocumentFile(href: string) {
  const { data, error, refetch, isFetching } = useQuery({
    queryKey: ["document", href],
    queryFn: ({ signal }) => fetchFile(href, signal),
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnReconnect: false,
  })
  return {
    file: data,
    problem: error && !isFetching ? problemOf(error) : null,
    tryAgain: () => void refetch(),
  }
}
