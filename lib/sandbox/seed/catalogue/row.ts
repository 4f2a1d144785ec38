/**
 * One custom field: its name, GHL's data type, and what its values are drawn from: the options of a
 * choice, the labels of a list, examples of a text, or least and greatest of a number. The key
 * follows from the name as GHL makes it.
 */
export type FieldRow = readonly [
  name: string,
  dataType: string,
  pool?: readonly (string | number)[],
]

/** A folder of the location's custom fields. `filled`: the share of its fields a contact has values in. */
export type FieldFolder = { name: string; filled: number; rows: readonly FieldRow[] }

export const YES_NO = ["Yes", "No"] as const
