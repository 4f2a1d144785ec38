import "server-only"
import { toContact } from "./contact-schema.ts"
import { type Context, readAnswer, refused } from "./context.ts"
import { packPosition, searchAnswer, unpackPosition } from "./pages-schema.ts"
import type { Ghl } from "./types.ts"

const MAX_QUERY = 75
const MAX_PAGE = 500

/** POST /contacts/search. Its index lags writes by seconds and keeps lower-cased names only. */
export function searchVerbs({
  settings,
  call,
  share,
  redactor,
  knownFields,
}: Context): Pick<Ghl, "searchContacts"> {
  return {
    async searchContacts({ query, limit, after }, options = {}) {
      const text = query.trim().slice(0, MAX_QUERY).toWellFormed().trim()
      const pageLimit = Math.min(MAX_PAGE, Math.max(1, Math.trunc(limit) || 20))
      const position = after ? unpackPosition(after) : null
      if (after && position === null) {
        throw refused("rejected", "This position in the search results does not exist")
      }
      const json = {
        locationId: settings.locationId,
        pageLimit,
        sort: [{ field: "dateAdded", direction: "desc" }],
        ...(text === "" ? {} : { query: text }),
        ...(position === null ? { page: 1 } : { searchAfter: position }),
      }
      return share(`search ${JSON.stringify(json)}`, options, async (shared) => {
        const [answer, fields] = await Promise.all([
          call({ method: "post", path: "/contacts/search", json, write: false, options: shared }),
          knownFields(shared),
        ])
        const page = readAnswer(searchAnswer, answer)
        const contacts = page.contacts.map((raw) => toContact(raw, fields, settings.clinicTimeZone))
        const next = page.next && packPosition(page.next)
        return {
          contacts: redactor.cleanAll(contacts),
          total: page.total,
          next: page.received < pageLimit || next === after ? null : next,
        }
      })
    },
  }
}
