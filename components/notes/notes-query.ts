import { queryOptions } from "@tanstack/react-query"
import type { NoteView } from "#lib/contacts/record-types.ts"
import type { Problem } from "#lib/problem.ts"

class NotesProblem extends Error {
  readonly problem: Problem
  constructor(problem: Problem) {
    super(problem.title)
    this.problem = problem
  }
}

const UNREACHABLE: Problem = {
  kind: "network",
  title: "The notes could not be fetched.",
  advice: "Check your connection and try again.",
  canRetry: true,
}

/** Notes of a contact. Invalidate `["contacts", contactId, "notes"]` once a note was written. */
export function notesOf(contactId: string) {
  return queryOptions({
    queryKey: ["contacts", contactId, "notes"],
    queryFn: async ({ signal }): Promise<NoteView[]> => {
      const response = await fetch(`/api/contacts/${encodeURIComponent(contactId)}/notes`, {
        signal,
      })
      const answer: { notes?: NoteView[]; problem?: Problem } = await response
        .json()
        .catch(() => ({}))
      if (answer.notes) return answer.notes
      throw new NotesProblem(answer.problem ?? UNREACHABLE)
    },
    retry: false,
  })
}

/** The words for a failure of the query above. */
export function problemOf(error: Error): Problem {
  return error instanceof NotesProblem ? error.problem : UNREACHABLE
}
