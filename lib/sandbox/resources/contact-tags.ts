import { z } from "zod"
import { json, newTraceId, Refusal } from "../answers.ts"
import { type Call, contactOf, objectBody, type Route, refuseUnknown, save } from "../call.ts"
import { checkLocation } from "../guards.ts"
import { tagList } from "../tag-text.ts"
import type { StoredContact } from "../types.ts"
import { noteEffects } from "./contact-record.ts"

function tagsOf(call: Call): string[] {
  const body = objectBody(call)
  refuseUnknown(body, ["tags"])
  return tagList(body.tags)
}

/** Adds or removes, and saves only when that changes something. */
function change(call: Call, contact: StoredContact, kind: "add" | "remove", tags: string[]) {
  const changed = tags.filter((tag) => contact.tags.includes(tag) === (kind === "remove"))
  if (changed.length === 0) return { tags: contact.tags, changed }
  const after = {
    ...contact,
    tags:
      kind === "add"
        ? [...contact.tags, ...changed]
        : contact.tags.filter((tag) => !changed.includes(tag)),
  }
  noteEffects(call, contact, after)
  return { tags: save(call, after).tags, changed }
}

/** POST /contacts/{id}/tags: adding a tag it has is no error. */
export function addTags(call: Call) {
  const { tags, changed } = change(call, contactOf(call), "add", tagsOf(call))
  return json(201, { tags, tagsAdded: changed, traceId: newTraceId() })
}

/** DELETE /contacts/{id}/tags, with a body: removing a tag it lacks is no error. */
export function removeTags(call: Call) {
  const { tags, changed } = change(call, contactOf(call), "remove", tagsOf(call))
  return json(200, { tags, tagsRemoved: changed, traceId: newTraceId() })
}

const bulkBody = z.object({
  contacts: z.array(z.string()).min(1),
  tags: z.unknown(),
  locationId: z.unknown(),
  removeAllTags: z.boolean().optional(),
})

/** POST /contacts/bulk/tags/update/{add or remove}: a result for each contact. */
export function bulkTags(call: Call) {
  const body = objectBody(call)
  refuseUnknown(body, ["contacts", "tags", "locationId", "removeAllTags"])
  const parsed = bulkBody.safeParse(body)
  if (!parsed.success) throw new Refusal(422, ["contacts must be an array"])
  checkLocation(parsed.data.locationId)
  const tags = tagList(parsed.data.tags)
  const kind = call.params.type
  if (kind !== "add" && kind !== "remove") throw new Refusal(400, "type must be add or remove")
  const responses = parsed.data.contacts.map((contactId) => {
    const contact = call.store.contacts.get(contactId)
    if (!contact) return { contactId, message: "contact is deleted", type: "error" }
    const all = kind === "remove" && parsed.data.removeAllTags
    const { changed } = change(call, contact, kind, all ? contact.tags : tags)
    return {
      contactId,
      message: "Tags updated",
      type: "success",
      oldTags: contact.tags,
      tagsAdded: kind === "add" ? changed : [],
      tagsRemoved: kind === "remove" ? changed : [],
    }
  })
  const errorCount = responses.filter((response) => response.type === "error").length
  return json(201, { succeded: true, errorCount, responses, traceId: newTraceId() })
}

export const contactTagRoutes: Route[] = [
  { method: "POST", path: "/contacts/:contactId/tags", scope: "contacts.write", handle: addTags },
  {
    method: "DELETE",
    path: "/contacts/:contactId/tags",
    scope: "contacts.write",
    handle: removeTags,
  },
  {
    method: "POST",
    path: "/contacts/bulk/tags/update/:type",
    scope: "contacts.write",
    handle: bulkTags,
  },
]
