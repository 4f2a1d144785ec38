import type { ChangeView } from "#lib/changes/types.ts"
import type { Problem } from "#lib/problem.ts"

/** What the notice of an approval says. */
export type HeldWords = {
  tone: "good" | "bad" | "info"
  title: string
  text?: string
  /** It can still be cancelled, as far as is known here. */
  held: boolean
  /** The approval was taken back, and the draft waits again. */
  waitsAgain: boolean
}

const HELD = "Nothing is sent yet: you can still cancel it."

/**
 * How an approval stands that the person went on from: held, on its way, or cancelled. `change` is not
 * there before it was read for the first time; `failed` is what came of trying to cancel it.
 */
export function heldInWords({
  approved,
  held,
  change,
  failed,
}: {
  /** What to say while all goes well. */
  approved: string
  /** Approvals are held here. */
  held: boolean
  change: Pick<ChangeView, "status" | "message" | "steps"> | undefined
  failed: Problem | null
}): HeldWords {
  const now = { held: false, waitsAgain: false }
  if (change ? change.status === "held" : held) {
    return failed
      ? { ...now, tone: "bad", title: failed.title, text: failed.advice, held: true }
      : { ...now, tone: "good", title: approved, text: HELD, held: true }
  }
  if (!change) return { ...now, tone: "good", title: approved }
  const { status, message, steps } = change
  if (status === "cancelled") {
    const waitsAgain = steps.every((step) => step.status === "cancelled")
    return {
      ...now,
      tone: "info",
      title: "Approval cancelled.",
      text: waitsAgain ? "Nothing was written. The draft waits for a review again." : message,
      waitsAgain,
    }
  }
  if (failed) {
    return {
      ...now,
      tone: "info",
      title: "Too late to cancel.",
      text: `${message} Open it to give up what is not written yet, or to take back what is.`,
    }
  }
  const needsSomebody = status === "stopped" || status === "conflict"
  return { ...now, tone: needsSomebody ? "bad" : "good", title: approved, text: message }
}
