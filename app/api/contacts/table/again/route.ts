import { tableHandler } from "#lib/contacts/table/handler.ts"

/** The same page read again by itself, while it is on the screen: it does not count as an act. */
export const POST = tableHandler(false)
