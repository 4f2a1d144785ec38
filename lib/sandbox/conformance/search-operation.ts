import { type Operation, operations } from "./operations.ts"

/**
 * The search: GHL's files have its call without a form for its body or its answer, so what it is held
 * against stands in docs/upstream.md.
 */
export const searchOperation: Operation & { title: string } = {
  id: "search-contacts-advanced",
  title: "search-contacts-advanced",
  document: "contacts",
  method: "POST",
  path: "/contacts/search",
  status: 200,
  scope: "contacts.readonly",
  request: ({ locationId, contactId }) => ({
    params: {},
    body: {
      locationId,
      pageLimit: 20,
      page: 1,
      query: "example",
      filters: [{ group: "AND", filters: [{ field: "id", operator: "eq", value: contactId }] }],
      sort: [{ field: "dateAdded", direction: "desc" }],
    },
  }),
  unknown: {},
}

/** Every operation that the sandbox has. */
export const allOperations = [...operations, searchOperation]
