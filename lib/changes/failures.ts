import type { GhlErrorKind } from "#lib/ghl/errors.ts"

/** Why a change waits or has stopped: a failure of GHL's, or one of these. */
export type FailureKind =
  | GhlErrorKind
  /** The contact is no longer in GHL. */
  | "contact-gone"
  /** The note to be edited is no longer in GHL. */
  | "note-gone"
  /** GHL answered OK, and after the settling time what was sent does not stand there. */
  | "not-kept"
  /** Sent several times without an answer and without an effect. */
  | "gave-up"
  /** Caredesk itself failed. */
  | "bug"
