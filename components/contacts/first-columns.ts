/**
 * The columns everybody begins with, in order of reading. An id is a field's too: that of the contact's
 * own, or of a custom field that every row carries.
 */
export const FIRST_COLUMNS = [
  { id: "email", label: "Email" },
  { id: "phone", label: "Phone" },
  { id: "membership", label: "Membership" },
  { id: "stage", label: "Stage" },
  { id: "bloodworkPurchased", label: "Bloodwork" },
  { id: "purchaseDay", label: "Purchased on" },
  { id: "tags", label: "Tags" },
  { id: "updatedAt", label: "Updated" },
] as const

export type FirstColumn = (typeof FIRST_COLUMNS)[number]["id"]

/** The heads of the table at first. */
export const FIRST_HEADS = [{ id: "name", label: "Name" }, ...FIRST_COLUMNS]

const IDS = new Set<string>(FIRST_COLUMNS.map(({ id }) => id))

export const isFirstColumn = (id: string): id is FirstColumn => IDS.has(id)

/** Columns whose values have to be asked for: rows carry the others anyway. */
export const askedColumns = (chosen: string[] | null): string[] =>
  (chosen ?? []).filter((id) => !isFirstColumn(id))
