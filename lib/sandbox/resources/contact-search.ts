import { z } from "zod"
import { json, newTraceId, Refusal } from "../answers.ts"
import { type Call, objectBody, type Route, refuseUnknown } from "../call.ts"
import { checkLocation } from "../guards.ts"
import { filterSchema, filterTest, MAX_TEXT } from "../search/filters.ts"
import { orderOf, sortSchema } from "../search/sorting.ts"
import { textTest } from "../search/text.ts"
import { found } from "../shapes.ts"
import { firstWhere } from "../state/sorted-list.ts"

const MAX_PAGE = 500
/** Pages by number end here; further on, searchAfter is the only way. */
const MAX_REACH = 10_000

const searchBody = z.object({
  pageLimit: z.number().int().min(1).max(MAX_PAGE),
  page: z.number().int().min(1).optional(),
  searchAfter: z.array(z.union([z.string(), z.number(), z.null()])).optional(),
  query: z.string().max(MAX_TEXT).optional(),
  filters: z.array(filterSchema).optional(),
  sort: sortSchema.optional(),
})

/** POST /contacts/search, over an index that lags behind writes. */
export function searchContacts(call: Call) {
  const body = objectBody(call)
  refuseUnknown(body, ["locationId", ...Object.keys(searchBody.shape)])
  checkLocation(body.locationId)
  const parsed = searchBody.safeParse(body)
  if (!parsed.success) {
    throw new Refusal(
      422,
      parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`),
    )
  }
  const { pageLimit, page = 1, searchAfter, query = "", filters = [], sort = [] } = parsed.data
  if (searchAfter && body.page !== undefined) {
    throw new Refusal(422, ["page and searchAfter cannot be used together"])
  }
  if (page * pageLimit > MAX_REACH) {
    throw new Refusal(400, `page x pageLimit must not exceed ${MAX_REACH}`)
  }
  const passes = filters.length > 0 ? filterTest(filters, call.store.world.definitions) : null
  const matches = textTest(query)
  const order = orderOf(sort)
  if (searchAfter && !order.hasPlace(searchAfter)) {
    throw new Refusal(422, ["searchAfter must be that of a contact in this order"])
  }
  const all = call.store.index.inOrder(call.now, order).all()
  const hits =
    passes || matches
      ? all.filter(({ contact }) => (matches?.(contact) ?? true) && (passes?.(contact) ?? true))
      : all
  const from = searchAfter
    ? firstWhere(hits, (hit) => order.compare(hit.place, searchAfter) > 0)
    : (page - 1) * pageLimit
  return json(200, {
    contacts: hits.slice(from, from + pageLimit).map((hit) => found(hit.contact, hit.place)),
    total: hits.length,
    traceId: newTraceId(),
  })
}

export const contactSearchRoutes: Route[] = [
  {
    method: "POST",
    path: "/contacts/search",
    scope: "contacts.readonly",
    handle: searchContacts,
  },
]
