import "server-only"
import type { Db } from "#lib/db/store.ts"
import { env } from "#lib/env.ts"
import { knownFields } from "../deliver.ts"
import type { FieldList } from "../row-types.ts"
import { knownTags } from "../tags-seen.ts"
import { wholeLocation } from "../whole/instance.ts"
import { readableFields } from "./fields.ts"
import { filledFields, shown } from "./view.ts"

/**
 * The fields that columns and filters are chosen from, with how many contacts have a value in each
 * where the location is in memory. Names, options and counts only. Without the custom fields' names the
 * contact's own fields are listed. Throws GhlError.
 */
export async function fieldList(db: Db): Promise<FieldList> {
  const { CLINIC_TIME_ZONE } = env()
  const location = wholeLocation(db)
  const { limit } = location
  const whole = await location.read()
  if (whole) {
    const fields = filledFields(whole, CLINIC_TIME_ZONE)
    const { contacts, fieldsProblem } = whole
    return { mode: "whole", fields, all: contacts.length, limit, fieldsProblem }
  }
  const { known, problem } = await knownFields()
  const tags = await knownTags(db)
  const fields = readableFields([], known, CLINIC_TIME_ZONE).map((field) =>
    // Those met so far: no right of this token lists the location's tags.
    field.id === "tags" ? { ...shown(field), options: tags, moreOptions: true } : shown(field),
  )
  return { mode: "paged", fields, all: null, limit, fieldsProblem: problem }
}
