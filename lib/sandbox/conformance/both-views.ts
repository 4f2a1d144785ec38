import type { HighLevel } from "@gohighlevel/api-client"
import type { Contact, FieldValue, Ghl } from "#lib/ghl/types.ts"
import { plainOf, plainOfRaw } from "./plain-values.ts"

/** A contact with its notes and tasks as two readers see them, said in the same words. */
type Views = { client: object; sdk: object }

type RawField = { id?: string; value?: unknown }
type Kinds = Map<string, FieldValue["kind"]>

/** What Caredesk's client and the SDK read of a contact now, each by its own calls. */
export async function viewsOf(ghl: Ghl, sdk: HighLevel, contactId: string): Promise<Views> {
  const fresh = { fresh: true }
  const [own, ownNotes, ownTasks] = await Promise.all([
    ghl.getContact(contactId, fresh),
    ghl.listNotes(contactId, fresh),
    ghl.listTasks(contactId, fresh),
  ])
  const ownById = await Promise.all(ownNotes.map(({ id }) => ghl.getNote(contactId, id)))
  const { contact } = await sdk.contacts.getContact({ contactId })
  const { notes } = await sdk.contacts.getAllNotes({ contactId })
  const { tasks } = await sdk.contacts.getAllTasks({ contactId })
  const plainNotes = notes?.map(({ id, body, userId = null, dateAdded, contactId }) => ({
    id,
    body,
    userId,
    dateAdded,
    contactId,
  }))
  return {
    client: {
      contact: ofClient(own),
      notes: ownNotes,
      notesById: ownById,
      tasks: ownTasks.map(({ dueAt, ...task }) => ({ ...task, dueDate: dueAt })),
    },
    sdk: {
      contact: {
        firstName: contact?.firstName ?? "",
        lastName: contact?.lastName ?? "",
        dateOfBirth: contact?.dateOfBirth ?? null,
        ...sharedOf({ ...contact }),
        fields: rawValues(contact?.customFields, kindsOf(own)),
      },
      notes: plainNotes,
      notesById: plainNotes,
      tasks: tasks?.map((task) => ({ body: "", assignedTo: null, ...task })),
    },
  }
}

/** A contact of our client without what it adds. */
export function ofClient(contact: Contact) {
  const { firstName, lastName, dateOfBirth, fields } = contact
  return {
    firstName,
    lastName,
    dateOfBirth,
    ...sharedOf({ ...contact, dnd: contact.doNotDisturb, timezone: contact.timeZone }),
    fields: Object.fromEntries(fields.map(({ fieldId, value }) => [fieldId, plainOf(value)])),
  }
}

/** What both name alike; empty values as null. */
export function sharedOf(contact: Record<string, unknown>) {
  const names = ["id", "email", "phone", "dnd", "timezone", "assignedTo", "source", "companyName"]
  const more = ["city", "state", "country", "dateAdded", "dateUpdated", "tags"]
  return Object.fromEntries([...names, ...more].map((name) => [name, contact[name] ?? null]))
}

/** As which kind our client read each field: the raw values are read as the same. */
export const kindsOf = ({ fields }: Contact): Kinds =>
  new Map(fields.map(({ fieldId, value }) => [fieldId, value.kind]))

/** Custom fields as GHL sends them, by their id. */
export function rawValues(fields: RawField[] | undefined, kinds: Kinds) {
  return Object.fromEntries(
    (fields ?? []).map(({ id = "", value }) => [id, plainOfRaw(value, kinds.get(id) ?? "text")]),
  )
}
