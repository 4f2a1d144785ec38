"use client"

import type { Problem } from "#lib/problem.ts"
import { noteAct, reportProblem, whenSignedIn } from "./session-phase.ts"

/**
 * Calls a server action. When it answers that the person is signed out, the desk asks for the password
 * and the action is called once more: a refused action has done nothing, so this repeats nothing.
 */
export async function withSignIn<Result extends { serverError?: Problem } | undefined>(
  call: () => Promise<Result>,
): Promise<Result> {
  const first = await call()
  if (!reportProblem(first?.serverError)) {
    noteAct()
    return first
  }
  await whenSignedIn()
  return call()
}
