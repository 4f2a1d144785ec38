import "server-only"
import { headers } from "next/headers"
import { createMiddleware, createSafeActionClient, returnServerError } from "next-safe-action"
import { env } from "#lib/env.ts"
import { GhlError } from "#lib/ghl/errors.ts"
import { log } from "#lib/log.ts"
import { failureOf, type Problem } from "#lib/problem.ts"
import { isOwnOrigin } from "./origin.ts"
import type { Permission } from "./permissions.ts"
import { personWith } from "./session.ts"

const ownOriginOnly = createMiddleware<{ serverError: Problem }>().define(async ({ next }) => {
  if (!isOwnOrigin((await headers()).get("origin"), env().APP_URL)) {
    returnServerError<Problem>({
      kind: "forbidden",
      title: "This request did not come from Caredesk. Nothing was changed.",
    })
  }
  return next()
})

/** Actions that anybody may call, from our own pages: sign-in's neighbours only. */
export const openAction = createSafeActionClient({
  handleServerError(error): Problem {
    if (error instanceof GhlError) {
      log.warn(
        { kind: error.kind, status: error.status, traceId: error.traceId },
        "GHL call in an action failed",
      )
      return failureOf(error)
    }
    log.error({ err: error }, "action failed")
    return {
      kind: "bug",
      title: "Something went wrong in Caredesk. Your text is still here.",
      canRetry: true,
    }
  },
}).use(ownOriginOnly)

/**
 * The start of every server action: refuses an absent or foreign Origin, a missing session and a
 * missing right, before the input is parsed. The rest reads `ctx.person`. Refusals and GHL's failures
 * come back as `serverError: Problem`; expected outcomes of the action itself are its typed data.
 */
export function action(permission: Permission) {
  return openAction.use(async ({ next }) => {
    const answer = await personWith(permission)
    if ("refused" in answer) {
      returnServerError<Problem>(
        answer.refused === "signed-out"
          ? {
              kind: "signed-out",
              title: "You are signed out. Sign in again to go on: your text is still here.",
            }
          : { kind: "forbidden", title: "Your role may not do this. Nothing was changed." },
      )
    }
    const result = await next({ ctx: { person: answer.person } })
    if (result.validationErrors) {
      const fields = Object.keys(result.validationErrors).filter((name) => name !== "_errors")
      log.warn({ personId: answer.person.id, fields }, "malformed input of an action was refused")
    }
    return result
  })
}
