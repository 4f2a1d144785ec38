import type { ConnectionState } from "#lib/connection/types.ts"

type Kind = NonNullable<ConnectionState["writesRefused"]>["kind"]

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
