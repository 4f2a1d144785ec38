import "server-only"
import { toContact } from "./contact-schema.ts"
import { type Context, readAnswer, refused } from "./context.ts"
import { withinOneDeadline } from "./deadline.ts"
import { packPosition, searchAnswer, unpackPosition } from "./pages-schema.ts"
import { type WireFilter, wireFilter, wireOrder } from "./search-filter.ts"
import type { CallOptions, Ghl, SearchPage } from "./types.ts"

const MAX_QUERY = 75
const MAX_PAGE = 500

/** What of a search differs from verb to verb. */
type Asked = {
  sort: { field: string; direction: "asc" | "desc" }[]
  query?: string
  filters?: WireFilter[]
}

/** POST /contacts/search. Its index lags writes by seconds and keeps lower-cased names only. */
export function searchVerbs({
  settings,
  call,
  share,
  redactor,
  knownFields,
}: Context): Pick<Ghl, "searchContacts" | "listUpdatedContacts"> {
  async function search(
    asked: Asked,
    { limit, after }: { limit: number; after?: string | null },
    options: CallOptions,
  ): Promise<SearchPage> {
    const pageLimit = Math.min(MAX_PAGE, Math.max(1, Math.trunc(limit) || 20))
    const position = after ? unpackPosition(after) : null
    if (after && position === null) {
      throw refused("rejected", "This position in the search results does not exist")
    }
    const json = {
      locationId: settings.locationId,
      pageLimit,
      ...asked,
      ...(position === null ? { page: 1 } : { searchAfter: position.at }),
    }
    return share(`search ${JSON.stringify(json)}`, options, async (shared) => {
      const [answer, fields] = await Promise.all([
        call({ method: "post", path: "/contacts/search", json, write: false, options: shared }),
        knownFields(shared),
      ])
      const page = readAnswer(searchAnswer, answer)
      const contacts = page.contacts.map((raw) => toContact(raw, fields, settings.clinicTimeZone))
      const before = (position?.before ?? 0) + page.received
      const stuck = JSON.stringify(page.next) === JSON.stringify(position?.at)
      // The last page has a position too, and a page in the middle need not be full.
      const complete = page.received < pageLimit && page.total !== null && before >= page.total
      const ended = page.received === 0 || stuck || complete
      return {
        contacts: redactor.cleanAll(contacts),
        total: page.total,
        next: page.next && !ended ? packPosition({ at: page.next, before }) : null,
      }
    })
  }

  return {
    async searchContacts({ query, filter = null, order = null, ...page }, given = {}) {
      const text = query.trim().toWellFormed()
      // Cut off, it would find others than were asked for.
      if (text.length > MAX_QUERY) {
        throw refused("rejected", `A search takes at most ${MAX_QUERY} characters`)
      }
      const sort = wireOrder(order ?? { by: "dateAdded", direction: "desc" })
      const options = filter === null ? given : withinOneDeadline(settings, given)
      const filters = filter && [wireFilter(filter, await knownFields(options))]
      const asked = {
        sort,
        ...(text === "" ? {} : { query: text }),
        ...(filters ? { filters } : {}),
      }
      return search(asked, page, options)
    },

    async listUpdatedContacts({ since, ...page }, options = {}) {
      const sort = wireOrder({ by: "dateUpdated", direction: "asc" })
      const filters =
        since === null
          ? null
          : [wireFilter({ of: "dateUpdated", within: { gte: since } }, new Map())]
      return search({ sort, ...(filters ? { filters } : {}) }, page, options)
    },
  }
}
