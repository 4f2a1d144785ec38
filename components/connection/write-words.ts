import type { ConnectionState } from "#lib/connection/types.ts"

type Kind = NonNullable<ConnectionState["writesRefused"]>["kind"]
type TaskKind = NonNullable<ConnectionState["tasksRefused"]>["kind"]

const NO_READING =
  "Caredesk’s access token lacks the scope contacts.readonly in GoHighLevel, and each contact is read before it is"

/** Why nothing is written or approved while GHL lets no contact be read. */
export const READ_WORDS = {
  whyNotWrite: `Nothing can be written now: ${NO_READING} written.`,
  whyNotApprove: `Nothing can be approved now: ${NO_READING} approved for.`,
}

/** Why GHL refuses to be written to, and what opens it again. */
export const WRITE_WORDS: Record<Kind, { why: string; banner: string; wayOut: string }> = {
  "missing-scope": {
    why: "Nothing can be written now: Caredesk’s access token lacks the scope contacts.write in GoHighLevel.",
    banner: "Its access token lacks the scope contacts.write.",
    wayOut: "once an administrator has added it",
  },
  forbidden: {
    why: "Nothing can be written now: GoHighLevel does not let Caredesk’s access token write in this location.",
    banner: "It does not let Caredesk’s access token write in this location.",
    wayOut: "once an administrator has checked the token and the location id",
  },
}

/** With what GHL answers where it refuses tasks alone: for administrators. */
export const TASK_STATUS: Record<TaskKind, number> = { unauthorized: 401, forbidden: 403 }

/** Why no task is written while the rest may be, and what opens it again. */
export const WHY_NO_TASK =
  "No task can be written now: GoHighLevel does not let Caredesk’s access token write tasks. Once an administrator has checked the token, try the stopped change again on the Changes page: if it goes through, tasks can be written again."
