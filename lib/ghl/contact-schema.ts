import "server-only"
import { z } from "zod"
import { toDay, toInstant } from "./days.ts"
import type { KnownField } from "./definitions-schema.ts"
import { isFilled, readFieldValue } from "./field-values.ts"
import { ghlId } from "./ids.ts"
import { anything, notTooDeep, textOrNull } from "./lenient.ts"
import { capitalised } from "./names.ts"
import type { Contact } from "./types.ts"

const customField = z
  .object({
    id: z.union([z.string(), z.number().transform(String)]).pipe(ghlId),
    value: anything,
    field_value: anything,
    fieldValue: anything,
  })
  .transform((raw) => ({
    id: raw.id,
    value: notTooDeep(raw.value ?? raw.field_value ?? raw.fieldValue),
  }))

/**
 * A contact as GHL sends it, cut down to the allow list. Any property may be absent, null or of the
 * wrong type; only the id is needed. Source: GET /contacts/, GET /contacts/{id}, POST /contacts/search.
 */
export const rawContact = z.object({
  id: ghlId,
  locationId: textOrNull,
  contactName: textOrNull,
  firstName: textOrNull,
  lastName: textOrNull,
  firstNameRaw: textOrNull,
  lastNameRaw: textOrNull,
  firstNameLowerCase: textOrNull,
  lastNameLowerCase: textOrNull,
  email: textOrNull,
  phone: textOrNull,
  dnd: z.union([z.boolean(), z.literal("true").transform(() => true)]).catch(false),
  timezone: textOrNull,
  assignedTo: textOrNull,
  source: textOrNull,
  companyName: textOrNull,
  city: textOrNull,
  state: textOrNull,
  country: textOrNull,
  dateOfBirth: anything,
  dateAdded: anything,
  dateUpdated: anything,
  tags: z
    .array(z.unknown())
    .transform((tags) => [...new Set(tags.flatMap((tag) => textOrNull.parse(tag) ?? []))])
    .catch([]),
  customFields: z
    .array(z.unknown())
    .transform((all) => all.flatMap((one) => customField.safeParse(one).data ?? []))
    .catch([]),
})

export type RawContact = z.infer<typeof rawContact>

/** Answer of GET /contacts/{id}. */
export const contactAnswer = z.object({ contact: rawContact })

/** The domain shape of a contact. `fields` are the location's definitions by id. */
export function toContact(
  raw: RawContact,
  fields: Map<string, KnownField>,
  clinicTimeZone: string,
): Contact {
  const own = { first: raw.firstNameRaw ?? raw.firstName, last: raw.lastNameRaw ?? raw.lastName }
  const indexed = { first: raw.firstNameLowerCase, last: raw.lastNameLowerCase }
  // The search index keeps no spelling: capitals are then a guess until the contact is read by id.
  const guessed = !own.first && !own.last && Boolean(indexed.first || indexed.last)
  const firstName = (guessed ? capitalised(indexed.first ?? "") : own.first) ?? ""
  const lastName = (guessed ? capitalised(indexed.last ?? "") : own.last) ?? ""
  const seen = new Set<string>()
  return {
    id: raw.id,
    name: [firstName, lastName].filter(Boolean).join(" ") || capitalised(raw.contactName ?? ""),
    firstName,
    lastName,
    ...(guessed ? { nameIsLowerCased: true as const } : {}),
    email: raw.email,
    phone: raw.phone,
    doNotDisturb: raw.dnd,
    timeZone: raw.timezone,
    assignedTo: raw.assignedTo,
    source: raw.source,
    companyName: raw.companyName,
    city: raw.city,
    state: raw.state,
    country: raw.country,
    dateOfBirth: toDay(raw.dateOfBirth, clinicTimeZone),
    dateAdded: toInstant(raw.dateAdded),
    dateUpdated: toInstant(raw.dateUpdated),
    tags: raw.tags,
    fields: raw.customFields.flatMap(({ id, value }) => {
      if (!isFilled(value) || seen.has(id)) return []
      seen.add(id)
      return { fieldId: id, value: readFieldValue(value, fields.get(id), clinicTimeZone) }
    }),
  }
}
