import { tableHandler } from "#lib/contacts/table/handler.ts"

/**
 * A page of the table: searched, filtered and sorted. POST, since what one looks for is health data and
 * an address is kept.
 */
export const POST = tableHandler(true)
