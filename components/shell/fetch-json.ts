"use client"

import { z } from "zod"
import type { Problem } from "#lib/problem.ts"
import { noteAct, reportProblem, whenSignedIn } from "./session-phase.ts"

/** A read that failed in an expected way; its problem is what the screen shows. */
export class ProblemError extends Error {
  readonly problem: Problem
  constructor(problem: Problem) {
    super(problem.kind)
    this.name = "ProblemError"
    this.problem = problem
  }
}

const UNREACHABLE: Problem = {
  kind: "network",
  title: "Caredesk could not be reached.",
  advice: "Check your connection and try again.",
  canRetry: true,
}

const failure = z.object({ problem: z.looseObject({ kind: z.string(), title: z.string() }) })

/** The problem of a failed read or action, whatever was thrown. */
export function problemOf(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem
  return { kind: "bug", title: "Something went wrong in Caredesk.", canRetry: true }
}

async function send(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(path, { ...init, cache: "no-store" })
  } catch (error) {
    if (init.signal?.aborted) throw error
    throw new ProblemError(UNREACHABLE)
  }
}

/**
 * Reads JSON from one of our handlers: GET, or POST when `body` is given (for what must not stand in an
 * address). Throws ProblemError. Signed out, it waits until the person has signed in again, then asks
 * once more. `poll` marks reads that no person asked for: they do not count as an act.
 */
export async function fetchJson<T>(
  path: string,
  options: { body?: unknown; signal?: AbortSignal; poll?: boolean } = {},
): Promise<T> {
  const init: RequestInit =
    options.body === undefined
      ? { signal: options.signal }
      : {
          method: "POST",
          body: JSON.stringify(options.body),
          headers: { "Content-Type": "application/json" },
          signal: options.signal,
        }
  let answer = await send(path, init)
  if (answer.status === 401) {
    reportProblem({ kind: "signed-out", title: "You are signed out." })
    await whenSignedIn()
    answer = await send(path, init)
  }
  const body: unknown = await answer.json().catch(() => null)
  if (!answer.ok || body === null) {
    const known = failure.safeParse(body)
    throw new ProblemError(
      known.success ? (known.data.problem as Problem) : { ...UNREACHABLE, kind: "upstream" },
    )
  }
  if (!options.poll) noteAct()
  return body as T
}
