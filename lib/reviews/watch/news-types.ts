import type { GhlErrorKind } from "#lib/ghl/errors.ts"
import { GHL_WORDS } from "#lib/problem.ts"

/** no-field: GHL shows no call notes. bug: our own failure. silent: no look has ended for long. */
export type StandingReason = GhlErrorKind | "no-field" | "bug" | "silent"

/** How the watch stands, for screens. Instants are ISO. */
export type WatchNews =
  | { state: "off" }
  /** It goes through all contacts for the first time, or is about to. */
  | { state: "first" }
  | {
      state: "looked"
      /** When it had last met everything that was updated until then. */
      at: string
      /** It is still going through what was updated since, for longer than usual. */
      behind: boolean
      /** Contacts that could not be read and are tried again. */
      unreadable: number
    }
  | {
      state: "standing"
      /** When it had last met everything; null: never. */
      since: string | null
      why: StandingReason
      /** Of the failed call, for GHL's support. */
      traceId: string | null
    }

const OWN_WORDS: Record<
  Exclude<StandingReason, GhlErrorKind>,
  { title: string; advice: string }
> = {
  "no-field": {
    title: "GoHighLevel shows Caredesk no field for call notes.",
    advice: "An administrator has to check the field call_notes in GoHighLevel.",
  },
  bug: {
    title: "Something went wrong in Caredesk.",
    advice: "Tell whoever runs Caredesk: its log says more.",
  },
  silent: {
    title: "Its looks have stopped.",
    advice: "Tell whoever runs Caredesk: the process that looks may have ended.",
  },
}

/** Nobody presses "Try again" here. */
const BY_ITSELF: StandingReason[] = ["rate-limited", "upstream", "timeout", "network"]

/** Why the watch stands, and what to do, in a coordinator's words. */
export function standingWords(why: StandingReason): { title: string; advice: string } {
  if (why === "no-field" || why === "bug" || why === "silent") return OWN_WORDS[why]
  const words = GHL_WORDS[why]
  return BY_ITSELF.includes(why)
    ? {
        ...words,
        advice:
          "Caredesk goes on trying by itself. If it lasts, look at GoHighLevel's status page.",
      }
    : words
}
