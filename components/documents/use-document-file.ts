"use client"

import { useQuery } from "@tanstack/react-query"
import { useEffect, useState } from "react"
import type { Problem } from "#lib/problem.ts"

const UNREACHABLE: Problem = {
  kind: "network",
  title: "Caredesk could not be reached.",
  advice: "Check your connection and try again.",
  canRetry: true,
}

/** A failed reading, with the words to show for it. */
class DocumentProblem extends Error {
  readonly problem: Problem
  constructor(problem: Problem) {
    super(problem.title)
    this.problem = problem
  }
}

async function readFile(href: string, signal: AbortSignal): Promise<Blob> {
  const response = await fetch(href, { signal, cache: "no-store" })
  if (response.ok) return response.blob()
  const answer: { problem?: Problem } = await response.json().catch(() => ({}))
  throw new DocumentProblem(answer.problem ?? UNREACHABLE)
}

/**
 * Reads a document through our proxy, once: one reading is one opening in the audit. The file is in
 * memory only while it is on the screen.
 */
export function useDocumentFile(href: string) {
  const { data, error, refetch, isFetching } = useQuery({
    queryKey: ["document", href],
    queryFn: ({ signal }) => readFile(href, signal),
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  })
  const problem = error instanceof DocumentProblem ? error.problem : error ? UNREACHABLE : null
  return { file: data, problem: isFetching ? null : problem, tryAgain: () => void refetch() }
}

/** A `blob:` address of a file for as long as the component stands; null before. */
export function useObjectUrl(file: Blob): string | null {
  const [url, setUrl] = useState<string | null>(null)
  useEffect(() => {
    const made = URL.createObjectURL(file)
    setUrl(made)
    return () => URL.revokeObjectURL(made)
  }, [file])
  return url
}
