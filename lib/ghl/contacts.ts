import "server-only"
import { contactAnswer, type RawContact, toContact } from "./contact-schema.ts"
import { type Context, readAnswer, refused } from "./context.ts"
import { withinOneDeadline } from "./deadline.ts"
import { GhlError } from "./errors.ts"
import { pathId } from "./ids.ts"
import { listAnswer } from "./pages-schema.ts"
import type { CallOptions, Ghl } from "./types.ts"

/** GET /contacts/{id} as it came, cut to the allow list; its texts are not cleaned yet. */
export async function readRawContact(
  { call, settings }: Context,
  contactId: string,
  options: CallOptions,
): Promise<RawContact> {
  const path = `/contacts/${pathId(contactId)}`
  const answer = await call({ method: "get", path, write: false, options })
  const { contact } = readAnswer(contactAnswer, answer)
  const elsewhere = contact.locationId !== null && contact.locationId !== settings.locationId
  if (contact.id !== contactId || elsewhere) {
    throw new GhlError({
      kind: elsewhere ? "forbidden" : "upstream",
      message: "GHL answered with another contact than the one asked for",
      traceId: answer.traceId,
      retryable: false,
      effect: "unknown",
    })
  }
  return contact
}

/** Reading contacts and writing one custom field. */
export function contactVerbs(
  context: Context,
): Pick<Ghl, "listContacts" | "getContact" | "setCustomField"> {
  const { settings, call, share, redactor, knownFields } = context
  const zone = settings.clinicTimeZone

  return {
    async listContacts({ limit, cursor }, options = {}) {
      const size = Math.min(100, Math.max(1, Math.trunc(limit) || 20))
      const position: Record<string, string | number> = cursor
        ? { startAfter: cursor.startAfter, startAfterId: cursor.startAfterId }
        : {}
      return share(
        `contacts ${JSON.stringify([size, position, cursor?.before])}`,
        options,
        async (shared) => {
          const [answer, fields] = await Promise.all([
            call({
              method: "get",
              path: "/contacts/",
              searchParams: { locationId: settings.locationId, limit: size, ...position },
              write: false,
              options: shared,
            }),
            knownFields(shared),
          ])
          const page = readAnswer(listAnswer, answer)
          const contacts = page.contacts.map((raw) => toContact(raw, fields, zone))
          const before = (cursor?.before ?? 0) + page.received
          const stuck = page.next?.startAfterId === cursor?.startAfterId
          // A last page may have a cursor too, and a page in the middle need not be full.
          const complete = page.received < size && page.inAll !== null && before >= page.inAll
          const ended = page.received === 0 || stuck || complete
          const next = page.next && !ended ? { ...page.next, before } : null
          return { contacts: redactor.cleanAll(contacts), total: page.total, next }
        },
      )
    },

    async getContact(contactId, options = {}) {
      return share(`contact ${contactId}`, options, async (shared) => {
        const [raw, fields] = await Promise.all([
          readRawContact(context, contactId, shared),
          knownFields(shared),
        ])
        return redactor.cleanAll(toContact(raw, fields, zone))
      })
    },

    async setCustomField(contactId, fieldId, text, given = {}) {
      const options = withinOneDeadline(settings, given)
      const path = `/contacts/${pathId(contactId)}`
      pathId(fieldId)
      const value = await withLinks(context, text, async () => {
        const raw = await readRawContact(context, contactId, { ...options, fresh: true })
        const current = raw.customFields.find(({ id }) => id === fieldId)?.value
        return typeof current === "string" ? current : ""
      })
      const json = { customFields: [{ id: fieldId, field_value: value }] }
      const { traceId } = await call({ method: "put", path, json, write: true, options })
      return { traceId }
    },
  }
}

/**
 * A text about to be written, with the document links this client took out of it on reading put
 * back, so that an edit elsewhere in the text does not destroy them. Throws kind `rejected`, nothing
 * sent, when they cannot be told apart any more.
 */
export async function withLinks(
  { redactor }: Context,
  text: string,
  readCurrent: () => Promise<string>,
): Promise<string> {
  if (redactor.restore(text, "") === text) return text
  const restored = redactor.restore(text, await readCurrent())
  if (restored !== null) return restored
  throw refused(
    "rejected",
    "The text stands around a document link that was changed meanwhile: edit it in GHL",
  )
}
