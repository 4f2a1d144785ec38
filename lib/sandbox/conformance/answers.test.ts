import { afterAll, beforeEach, describe, expect, it } from "vitest"
import { checksOf } from "./check.ts"
import type { Declared } from "./declared.ts"
import { tamperWith } from "./mutations.ts"
import { addressOf, type Operation, operations } from "./operations.ts"
import type { Specification } from "./specification.ts"
import { openStage } from "./stage.ts"
import { fieldsByKind } from "./stage-fields.ts"
import type { Mode } from "./strict-schema.ts"
import { describeWithFiles } from "./with-files.ts"
import { typedQuery } from "./wrong-queries.ts"

const stage = await openStage()
afterAll(() => stage.close())

/** Sends the operation's valid request. */
async function ask(operation: Operation) {
  const request = operation.request(stage)
  return stage.send(operation.method, addressOf(operation.path, request), request.body)
}

/** The declared schema of the operation's success. */
function successOf(specification: Specification, { document, id, status }: Operation): Declared {
  const schema = specification.operation(document, id).answers.get(status)
  if (!schema) throw new Error(`${id} declares no schema for ${status}`)
  return schema
}

describeWithFiles("what the sandbox answers", (specification) => {
  beforeEach(() => stage.reset())

  const checkOf = checksOf(specification)
  const checkFor = (operation: Operation, mode: Mode) =>
    checkOf(successOf(specification, operation), mode)

  it.each(operations)("$title is asked with what GHL declares", ({ document, id, request }) => {
    const declared = specification.operation(document, id)
    const { body, query } = request(stage)
    expect(body !== undefined).toBe(declared.request !== null)
    if (declared.request) expect(checkOf(declared.request, "request")(body)).toBeNull()
    expect(Object.keys(query ?? {}).sort()).toEqual(
      Object.keys(declared.query?.properties ?? {}).sort(),
    )
    if (!declared.query || !query) return
    expect(checkOf(declared.query, "request")(typedQuery(declared.query, query))).toBeNull()
  })

  it("a contact is updated with every kind of custom field that GHL declares", () => {
    const { anyOf = [] } =
      specification.schema("contacts.UpdateContactDto").properties?.customFields?.items ?? {}
    expect(Object.keys(fieldsByKind).sort()).toEqual(anyOf.map(({ $ref }) => $ref).sort())
    for (const [kind, field] of Object.entries(fieldsByKind)) {
      expect([kind, checkOf({ $ref: kind }, "request")(field)]).toEqual([kind, null])
    }
  })

  it.each(operations.filter(({ accepted }) => accepted))(
    "$id accepts what the exceptions name",
    async (operation) => {
      const { document, id, method, path, status, accepted } = operation
      const declared = specification.operation(document, id).request
      for (const request of accepted?.(stage) ?? []) {
        if (declared) expect(checkOf(declared, "request")(request.body)).toBeNull()
        const reply = await stage.send(method, addressOf(path, request), request.body)
        expect(reply.status, reply.text).toBe(status)
        expect(checkFor(operation, "written")(reply.json)).toBeNull()
      }
    },
  )

  it.each(operations)("$title says all that is declared, and nothing else", async (operation) => {
    const reply = await ask(operation)
    expect(reply.status, reply.text).toBe(operation.status)
    expect(checkFor(operation, "filled")(reply.json)).toBeNull()
  })

  it.each(operations)("$title fails with any property taken away or added", async (operation) => {
    const { json } = await ask(operation)
    const check = checkFor(operation, "filled")
    expect(check(json)).toBeNull()
    const { tried, unnoticed } = tamperWith(json, check)
    expect(unnoticed).toEqual([])
    expect(tried).toBeGreaterThan(2)
    expect(check(json)).toBeNull()
  })

  it.each<[string, { removed: string[]; added: string[] }]>([
    ["adding", { removed: [], added: ["brand new"] }],
    ["removing", { removed: ["founding_member"], added: [] }],
    ["removing all tags", { removed: ["founding_member", "bloodwork_scheduled"], added: [] }],
  ])("bulk tags %s change what they answer", async (how, { removed, added }) => {
    const operation = operations.find((one) => one.how === how)
    if (!operation) throw new Error(`No operation ${how}`)
    const tags = async () => (await stage.control.truth(stage.contactId))?.contact.tags ?? []
    const before = await tags()
    const { json } = await ask(operation)
    expect(json).toMatchObject({
      errorCount: 1,
      responses: [{ oldTags: before, tagsAdded: added, tagsRemoved: removed }, {}, {}],
    })
    expect(await tags()).toEqual([...before.filter((tag) => !removed.includes(tag)), ...added])
  })

  describe("about everybody", () => {
    const named = (id: string) => {
      const found = operations.find((operation) => operation.id === id)
      if (!found) throw new Error(`No operation ${id}`)
      return found
    }

    it.each(["get-contact", "get-all-notes", "get-all-tasks", "get-appointments-for-contact"])(
      "%s lacks nothing but what is empty",
      async (id) => {
        const operation = named(id)
        const check = checkFor(operation, "answer")
        for (const contactId of stage.everybody) {
          const address = addressOf(operation.path, { params: { contactId } })
          const { json } = await stage.send("GET", address)
          expect([contactId, check(json)]).toEqual([contactId, null])
        }
      },
    )

    it.each(["null", "absent"] as const)("the list ends with %s", async (lastPageMeta) => {
      await stage.control.settings({ lastPageMeta })
      const check = checkFor(named("get-contacts"), "answer")
      for (const limit of ["20", "100"]) {
        const query = { locationId: stage.locationId, limit }
        const { json } = await stage.send("GET", addressOf("/contacts/", { params: {}, query }))
        expect(check(json)).toBeNull()
      }
    })

    it("notes of an account that stores HTML have the same form", async () => {
      await stage.control.settings({ notes: "html" })
      const check = checkFor(named("get-all-notes"), "answer")
      for (const contactId of stage.everybody) {
        expect(check((await stage.send("GET", `/contacts/${contactId}/notes`)).json)).toBeNull()
      }
    })
  })
})
