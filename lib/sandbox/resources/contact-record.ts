import { isDeepStrictEqual } from "node:util"
import { z } from "zod"
import { json, newTraceId, Refusal } from "../answers.ts"
import { birthday } from "../birthday.ts"
import { type Call, contactOf, objectBody, type Route, refuseUnknown, save } from "../call.ts"
import { fieldWrites, withField } from "../field-values.ts"
import { byId } from "../shapes.ts"
import { tagList } from "../tag-text.ts"
import type { StoredContact, StoredValue } from "../types.ts"

/** Properties of UpdateContactDto that are texts; null empties one, unless it is not declared so. */
const TEXTS = [
  "firstName",
  "lastName",
  "email",
  "phone",
  "address1",
  "city",
  "state",
  "postalCode",
  "website",
  "timezone",
  "source",
  "dateOfBirth",
  "country",
  "assignedTo",
] as const

const NEVER_NULL = ["postalCode", "country"]

const KNOWN = [
  ...TEXTS,
  "name",
  "dnd",
  "dndSettings",
  "inboundDndSettings",
  "tags",
  "customFields",
] as const

/** What else of a contact may change: the last two by somebody else only. */
const OTHERS = ["dnd", "dndSettings", "inboundDndSettings", "companyName", "type"] as const

const dndSetting = z.strictObject({
  status: z.enum(["active", "inactive", "permanent"]),
  message: z.string().optional(),
  code: z.string().optional(),
})

const dndSettings = z.strictObject({
  Call: dndSetting.optional(),
  Email: dndSetting.optional(),
  SMS: dndSetting.optional(),
  WhatsApp: dndSetting.optional(),
  GMB: dndSetting.optional(),
  FB: dndSetting.optional(),
})

const inboundDndSettings = z.strictObject({
  all: z
    .strictObject({ status: z.enum(["active", "inactive"]), message: z.string().optional() })
    .optional(),
})

/** GET /contacts/{id} */
export function readContact(call: Call) {
  return json(200, { contact: byId(contactOf(call)), traceId: newTraceId() })
}

/** PUT /contacts/{id}: changed fields only; tags are replaced. */
export function updateContact(call: Call) {
  const before = contactOf(call)
  const body = objectBody(call)
  refuseUnknown(body, KNOWN)
  let after: StoredContact = { ...before, ...nameParts(body) }
  for (const name of TEXTS) {
    if (name in body) after = { ...after, [name]: textOf(name, body[name]) }
  }
  if ("dateOfBirth" in body && after.dateOfBirth) after.dateOfBirth = birthday(after.dateOfBirth)
  if ("dnd" in body) {
    if (typeof body.dnd !== "boolean") throw new Refusal(422, ["dnd must be a boolean value"])
    after.dnd = body.dnd
  }
  if ("dndSettings" in body) after.dndSettings = partOf(body, "dndSettings", dndSettings)
  if ("inboundDndSettings" in body) {
    after.inboundDndSettings = partOf(body, "inboundDndSettings", inboundDndSettings)
  }
  if ("tags" in body) after.tags = tagList(body.tags)
  const writes =
    "customFields" in body ? fieldWrites(body.customFields, call.store.world.definitions) : []
  for (const { field, value } of writes) {
    after.customFields = withField(after.customFields, field.id, value)
  }
  noteEffects(call, before, after)
  const saved = save(call, after)
  return json(200, { succeded: true, contact: byId(saved), traceId: newTraceId() })
}

function partOf<S extends z.ZodType>(
  body: Record<string, unknown>,
  name: string,
  schema: S,
): z.output<S> {
  const parsed = schema.safeParse(body[name])
  if (parsed.success) return parsed.data
  throw new Refusal(
    422,
    parsed.error.issues.map((issue) => `${[name, ...issue.path].join(".")}: ${issue.message}`),
  )
}

function nameParts(body: Record<string, unknown>): Partial<StoredContact> {
  if (!("name" in body)) return {}
  const [firstName, ...rest] = (textOf("name", body.name) ?? "").split(" ")
  return { firstName: firstName || undefined, lastName: rest.join(" ") || undefined }
}

function textOf(name: string, value: unknown): string | undefined {
  if (value === "" || (value === null && !NEVER_NULL.includes(name))) return undefined
  if (typeof value !== "string") throw new Refusal(422, [`${name} must be a string`])
  return value
}

/** Notes what changed: tags by themselves, all else as fields, custom ones by key. */
export function noteEffects(
  call: Pick<Call, "store" | "effects">,
  before: StoredContact,
  after: StoredContact,
): void {
  const contactId = before.id
  if (!isDeepStrictEqual(before.tags, after.tags)) {
    call.effects.push({ kind: "tags", contactId, before: before.tags, after: after.tags })
  }
  const was: Record<string, StoredValue | null> = {}
  const is: Record<string, StoredValue | null> = {}
  const compare = (name: string, old?: StoredValue, now?: StoredValue) => {
    if (isDeepStrictEqual(old, now)) return
    was[name] = old ?? null
    is[name] = now ?? null
  }
  for (const name of [...TEXTS, ...OTHERS] as const) compare(name, before[name], after[name])
  for (const { id, fieldKey } of call.store.world.definitions) {
    compare(fieldKey, fieldValue(before, id), fieldValue(after, id))
  }
  if (Object.keys(is).length > 0) {
    call.effects.push({ kind: "fields", contactId, before: was, after: is })
  }
}

function fieldValue(contact: StoredContact, fieldId: string): StoredValue | undefined {
  return contact.customFields.find((field) => field.id === fieldId)?.value
}

export const contactRecordRoutes: Route[] = [
  { method: "GET", path: "/contacts/:contactId", scope: "contacts.readonly", handle: readContact },
  { method: "PUT", path: "/contacts/:contactId", scope: "contacts.write", handle: updateContact },
]
