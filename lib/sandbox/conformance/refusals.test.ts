import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest"
import type { Reply } from "../testing/caller.ts"
import { checksOf } from "./check.ts"
import { tamperWith } from "./mutations.ts"
import { noJson } from "./no-json.ts"
import { addressOf, type Operation, operations } from "./operations.ts"
import { otherBodies } from "./other-bodies.ts"
import { openStage } from "./stage.ts"
import { statusExceptions } from "./status-exceptions.ts"
import { describeWithFiles } from "./with-files.ts"
import { wrongQueries } from "./wrong-queries.ts"

const stage = await openStage()
afterAll(() => stage.close())

const CALLERS = [
  ["without a token", { authorization: null }],
  ["with another token", { authorization: "Bearer other" }],
  ["with a token that is no bearer's", { authorization: "sandbox-token" }],
  ["without a version", { version: null }],
  ["with a version nobody knows", { version: "2020-01-01" }],
  ["with the version of another API", { version: "2023-02-21" }],
] as const

const withBody = operations.filter(({ request }) => request(stage).body !== undefined)

/** What the files do not declare a body as; null is no word of it at all. */
const OTHER_TYPES = [
  null,
  "text/plain;charset=UTF-8",
  "application/x-www-form-urlencoded",
  "application/json-patch+json",
  "application/vnd.api+json; charset=utf-8",
  "text/html, application/json",
]

describeWithFiles("what the sandbox refuses", (specification) => {
  beforeEach(() => stage.reset())

  // Whatever was refused has changed nothing.
  afterEach(async () => {
    const journal = await stage.control.journal()
    expect(journal.flatMap(({ effects }) => effects)).toEqual([])
  })

  const checkOf = checksOf(specification)

  /** The declared schema of this refusal, or the one an exception names. */
  function schemaOf({ document, id }: Operation, status: number) {
    const declared = specification.operation(document, id).answers.get(status)
    if (declared) return declared
    const exception = statusExceptions.find(
      (one) => one.status === status && (one.operations === "any" || one.operations.includes(id)),
    )
    if (!exception) throw new Error(`${id} declares no ${status}, and no exception lists it`)
    return { $ref: exception.schema }
  }

  function expectRefusal(operation: Operation, reply: Reply, status: number, what: string) {
    expect([what, reply.status, reply.text]).toEqual([what, status, reply.text])
    const check = checkOf(schemaOf(operation, status), "filled")
    expect([what, check(reply.json)]).toEqual([what, null])
    expect(reply.json.statusCode).toBe(status)
    expect(tamperWith(reply.json, check).unnoticed).toEqual([])
  }

  describe.each(operations)("$title", (operation) => {
    const { method, path, scope } = operation
    /** The valid request, which every refused one differs from in one thing. */
    const valid = () => {
      const whole = operation.request(stage)
      return { whole, address: addressOf(path, whole) }
    }

    it.each(CALLERS)("%s", async (what, headers) => {
      const { whole, address } = valid()
      const reply = await stage.send(method, address, whole.body, headers)
      expectRefusal(operation, reply, 401, what)
    })

    it("without its scope, and with a token that was revoked", async () => {
      const { whole, address } = valid()
      await stage.control.settings({ revokedScopes: [scope] })
      const unscoped = await stage.send(method, address, whole.body)
      expectRefusal(operation, unscoped, 401, "without the scope")
      expect(unscoped.json.message).toBe("The token is not authorized for this scope.")
      await stage.control.settings({ revokedScopes: [], tokenRevoked: true })
      const revoked = await stage.send(method, address, whole.body)
      expectRefusal(operation, revoked, 401, "with a revoked token")
    })

    it("for what does not exist", async () => {
      const { whole } = valid()
      for (const [name, status] of Object.entries(operation.unknown)) {
        const params = { ...whole.params, [name]: "nobody" }
        const reply = await stage.send(method, addressOf(path, { ...whole, params }), whole.body)
        expectRefusal(operation, reply, status, `unknown ${name}`)
      }
      for (const { what, status, ...request } of operation.refused?.(stage) ?? []) {
        const asked = { params: whole.params, ...request }
        const reply = await stage.send(method, addressOf(path, asked), asked.body ?? whole.body)
        expectRefusal(operation, reply, status, what)
      }
    })

    it("for a spoilt query", async () => {
      const declared = specification.operation(operation.document, operation.id).query
      const { whole } = valid()
      // One that declares no parameter takes none.
      const wrong = wrongQueries(declared ?? {}, whole.query ?? {})
      expect(wrong.length).toBeGreaterThan(declared ? 1 : 0)
      for (const { what, query } of wrong) {
        const reply = await stage.send(method, addressOf(path, { ...whole, query }), whole.body)
        expectRefusal(operation, reply, 422, what)
      }
    })

    it("for a spoilt body, which leaves the contact as it was", async () => {
      const declared = specification.operation(operation.document, operation.id).request
      const { whole, address } = valid()
      if (!declared || !whole.body) return
      const contactId = whole.params.contactId ?? stage.contactId
      const before = await stage.control.truth(contactId)
      const wrong = [whole, ...(operation.accepted?.(stage) ?? [])].flatMap(({ body }) =>
        body ? otherBodies(specification, declared, body, checkOf).wrong : [],
      )
      expect(wrong.length).toBeGreaterThan(4)
      const replies: { what: string; reply: Reply }[] = []
      for (const { what, body } of wrong) {
        replies.push({ what, reply: await stage.send(method, address, body) })
      }
      const taken = replies.filter(({ reply }) => reply.status !== 422).map(({ what }) => what)
      expect(taken).toEqual([])
      for (const { what, reply } of replies) expectRefusal(operation, reply, 422, what)
      expect(await stage.control.truth(contactId)).toEqual(before)
    })
  })

  it.each(withBody)("$title for a body that does not say it is JSON", async (operation) => {
    const { method, path, request } = operation
    const whole = request(stage)
    for (const type of OTHER_TYPES) {
      const sent = { "content-type": type }
      const reply = await stage.send(method, addressOf(path, whole), whole.body, sent)
      expectRefusal(operation, reply, 422, `as ${type}`)
    }
  })

  it.each(withBody)("$title for a body that is no JSON", async (operation) => {
    const { method, path, request } = operation
    const whole = request(stage)
    for (const [what, text] of noJson(whole.body)) {
      const reply = await stage.send(method, addressOf(path, whole), Buffer.from(text))
      expectRefusal(operation, reply, 400, what)
    }
  })

  it("every kind of custom field, spoilt in each of its properties", () => {
    const declared = specification.operation("contacts", "update-contact").request
    if (!declared) throw new Error("The update declares no body")
    const { wrong } = otherBodies(specification, declared, stage.wholeContact, checkOf)
    const names = wrong.map(({ what }) => what.replace(/ as .*/, ""))
    const fields = stage.wholeContact.customFields
    expect(Array.isArray(fields) && fields.length).toBe(9)
    for (let at = 0; at < 9; at += 1) {
      for (const part of ["a property too many", "id", "key", "field_value"]) {
        expect(names).toContain(`customFields.${at}.${part}`)
      }
    }
    // The last of them is a map of files.
    const parts = new Set(names.map((name) => name.split(".").slice(4).join(".")))
    for (const part of ["a property too many", "meta", "meta.size", "url", "documentId"]) {
      expect(parts).toContain(part)
    }
  })

  it("more requests than the limit allows", async () => {
    const [operation] = operations
    if (!operation) throw new Error("No operations")
    await stage.control.settings({ rateLimit: { max: 0 } })
    const reply = await stage.send("GET", addressOf(operation.path, operation.request(stage)))
    expectRefusal(operation, reply, 429, "one too many")
  })
})
