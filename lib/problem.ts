import type { Area } from "#lib/ghl/connection/dealings.ts"
import { SCOPES } from "#lib/ghl/connection/scope.ts"
import type { GhlError, GhlErrorKind, Scope } from "#lib/ghl/errors.ts"

/** An expected failure as screens show it: what happened and what to do next, in plain words. */
export type Problem = {
  kind: GhlErrorKind | "signed-out" | "forbidden" | "bad-request" | "conflict" | "bug"
  title: string
  /** What to do next. */
  advice?: string
  /** The scope for want of which GHL refused, where it is known. */
  scope?: Scope
  /** What GHL's support asks for. */
  traceId?: string | null
  /** Whether "Try again" makes sense. */
  canRetry?: boolean
}

/** What happened and what to do next, by the kind of GHL's failure. */
export const GHL_WORDS: Record<GhlErrorKind, { title: string; advice: string }> = {
  unauthorized: {
    title: "GoHighLevel does not accept Caredesk's access token.",
    advice: "An administrator has to renew the token. Nothing was changed.",
  },
  "missing-scope": {
    title: "Caredesk's access token may not do this.",
    advice: "An administrator can add the missing scope in GoHighLevel.",
  },
  forbidden: {
    title: "Caredesk's access token does not belong to this location.",
    advice: "An administrator has to check the token and the location id.",
  },
  "not-found": {
    title: "GoHighLevel has no such record.",
    advice: "It may have been deleted or merged there.",
  },
  rejected: {
    title: "GoHighLevel refused the request.",
    advice: "Look at the record in GoHighLevel, or tell an administrator.",
  },
  "rate-limited": {
    title: "GoHighLevel's limit of requests is reached.",
    advice: "Wait a few seconds and try again.",
  },
  upstream: {
    title: "GoHighLevel is having trouble.",
    advice: "Try again in a moment.",
  },
  timeout: {
    title: "GoHighLevel did not answer in time.",
    advice: "Try again in a moment.",
  },
  network: {
    title: "GoHighLevel could not be reached.",
    advice: "Try again in a moment.",
  },
  "too-large": {
    title: "This file is too large to show here.",
    advice: "Open it in GoHighLevel.",
  },
}

/** The same, naming the scope that is missing where it is known. */
const wordsWith = (kind: GhlErrorKind, scope: Scope | null) =>
  kind === "missing-scope" && scope !== null
    ? {
        title: `Caredesk's access token lacks the scope ${scope} in GoHighLevel.`,
        advice: "An administrator can add it there; then try again.",
      }
    : GHL_WORDS[kind]

/** The words for a failure in an area, which tells the scope. */
export const ghlWords = (kind: GhlErrorKind, area: Area) => wordsWith(kind, SCOPES[area])

/** A shorter wait is "a few seconds". */
const FEW_SECONDS_MS = 10_000
/** By then a call asks GHL whether its limit is over, whatever it said. */
const ASKED_AGAIN_MS = 15 * 60_000

/** What to do about a limit that is over in so long. */
function waitFor(retryAfterMs: number): string {
  const ms = Math.min(retryAfterMs, ASKED_AGAIN_MS)
  const about =
    ms < 90_000 ? `${Math.round(ms / 1_000)} seconds` : `${Math.round(ms / 60_000)} minutes`
  return `Wait about ${about} and try again.`
}

/** A failed call to GHL in a coordinator's words, with GHL's traceId and never GHL's raw message. */
export function failureOf(error: GhlError): Problem {
  const scope = error.lacks
  const { kind, retryAfterMs } = error
  const long = kind === "rate-limited" && retryAfterMs !== null && retryAfterMs > FEW_SECONDS_MS
  return {
    kind,
    ...wordsWith(kind, scope),
    ...(long && { advice: waitFor(retryAfterMs) }),
    ...(scope && { scope }),
    traceId: error.traceId,
    canRetry: error.retryable,
  }
}
