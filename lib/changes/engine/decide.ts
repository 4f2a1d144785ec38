import type { DOUBTS } from "#lib/db/schema/changes.ts"
import { sameText } from "../normalise.ts"
import type { StepKind } from "../types.ts"

export type Doubt = (typeof DOUBTS)[number]

export type Situation = {
  kind: StepKind
  /** What the person saw; ignored for tags, new notes and new tasks, which cannot conflict. */
  seen: string | null
  wanted: string
  /** What a fresh read just found. Tags: `present` or `absent`. Null: no such note or task. */
  stands: string | null
  /** What is known of an earlier send that does not show; null when nothing is in doubt. */
  doubt: Doubt | null
  /** Whether the settling time has passed since the doubt began. */
  settled: boolean
  /**
   * Whether the contact was changed, by us or by anybody, since the read on which the last send rested.
   * False where that is not known.
   */
  touched: boolean
  /** Whether a new note may stand in GHL where its capped list does not show it. */
  mayBeHidden: boolean
  /** Sends so far. */
  attempts: number
  maxAttempts: number
}

export type Decision =
  | { act: "write" }
  | { act: "done"; alreadySo: boolean }
  | { act: "conflict" }
  /** Nothing may be sent yet: read again later. */
  | { act: "wait" }
  | { act: "stop"; why: StopReason }

type StopReason =
  | "refused"
  | "not-kept"
  | "gave-up"
  | "note-gone"
  | "note-unseen"
  | "task-gone"
  | "touched"

/** Kinds whose target may be gone, and what that is called. */
const GONE: { [Kind in StepKind]?: "note-gone" | "task-gone" } = {
  "edit-note": "note-gone",
  "set-task": "task-gone",
}

const isMade = (kind: StepKind): boolean => kind === "create-note" || kind === "create-task"

const isTag = ({ kind }: Situation): boolean => kind === "add-tag" || kind === "remove-tag"

/** Whether what a person took back looks as if it had never been written. */
const looksUnsent = (situation: Situation): boolean =>
  isTag(situation) || situation.kind === "set-field"

const standsAsWanted = ({ kind, wanted, stands }: Situation): boolean => {
  if (stands === null) return false
  // A note or task is known by its reference; its text is compared when it is found.
  return isMade(kind) || sameText(stands, wanted)
}

const standsAsSeen = (situation: Situation): boolean => {
  const { kind, seen, stands } = situation
  if (isTag(situation) || isMade(kind)) return true
  return stands !== null && seen !== null && sameText(stands, seen)
}

/**
 * What to do with a step, from what stands in GHL right now and what is known of earlier sends. Pure.
 * The rules: nothing is written over a text the person has not seen; a write in doubt is neither
 * repeated nor judged before the settling time has passed, since it may be late and reads may lag; a
 * write that GHL accepted is never repeated at all, since whoever removed it since then meant to, and
 * neither is a tag's or a field's where the contact was changed meanwhile, since that may have been somebody
 * taking it back, nor a new note's that a capped list may hide.
 */
export function decide(situation: Situation): Decision {
  const { stands, doubt, settled, touched, mayBeHidden, attempts, maxAttempts } = situation
  if (standsAsWanted(situation)) return { act: "done", alreadySo: attempts === 0 }
  const gone = GONE[situation.kind]
  if (gone && stands === null) return { act: "stop", why: gone }
  const asSeen = standsAsSeen(situation)
  if (doubt === null) return asSeen ? { act: "write" } : { act: "conflict" }
  if (!settled) return { act: "wait" }
  if (!asSeen) return { act: "conflict" }
  if (mayBeHidden) return { act: "stop", why: "note-unseen" }
  if (doubt === "accepted") return { act: "stop", why: "not-kept" }
  if (doubt === "refused") return { act: "stop", why: "refused" }
  if (looksUnsent(situation) && touched) return { act: "stop", why: "touched" }
  return attempts >= maxAttempts ? { act: "stop", why: "gave-up" } : { act: "write" }
}
