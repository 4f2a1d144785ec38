import type { FieldList } from "#lib/contacts/row-types.ts"

/** Why not every field can be chosen here: GHL is asked, and how it compares. */
export function searchNote(what: "filters" | "sorts", list: FieldList | undefined): string {
  const reason =
    list && list.limit > 0
      ? `More than ${list.limit.toLocaleString("en-US")} contacts: GoHighLevel ${what}.`
      : `GoHighLevel ${what} here: contacts are not kept in memory.`
  return `${reason} Fields it cannot use are greyed.`
}
