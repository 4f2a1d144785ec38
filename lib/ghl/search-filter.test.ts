import { expect, test } from "vitest"
import { openWire } from "./testing/open-wire.ts"
import { failure, json } from "./testing/wire.ts"
import type { ContactFilter } from "./types.ts"

const list = { id: "list", name: "Goals", fieldKey: "contact.goals", dataType: "TEXTBOX_LIST" }
const filled: ContactFilter = { of: { fieldId: "list" }, filled: true }

test.each<[string, ContactFilter]>([
  ["a list whose boxes GHL does not tell", filled],
  [
    "one among others",
    {
      every: [
        { of: "email", filled: true },
        { ...filled, filled: false },
      ],
    },
  ],
  ["no filters at all", { some: [] }],
])("%s is not asked for", async (_, filter) => {
  const { ghl, requests } = await openWire(({ url }, response) => {
    if (url.includes("/customFields")) json(response, 200, { customFields: [list] })
    else json(response, 200, { contacts: [], total: 0 })
  })
  expect(await failure(ghl.searchContacts({ query: "", filter, limit: 3 }))).toMatchObject({
    kind: "rejected",
    effect: "not-sent",
  })
  expect(requests.filter(({ method }) => method === "POST")).toEqual([])
})
