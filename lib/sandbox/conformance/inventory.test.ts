import { afterAll, beforeEach, describe, expect, it } from "vitest"
import { inventory, sandboxAnswer } from "../inventory/inventory.ts"
import { checksOf } from "./check.ts"
import { allOperations } from "./search-operation.ts"
import { openStage } from "./stage.ts"
import { inventoryRows, tableUnder } from "./upstream-page.ts"
import { describeWithFiles } from "./with-files.ts"

const stage = await openStage()
afterAll(() => stage.close())
beforeEach(() => stage.reset())

const byId = (a: { id: string }, b: { id: string }) => a.id.localeCompare(b.id)
const here = inventory.filter(({ use }) => use === "in")
const left = inventory.filter(({ use }) => use === "out")

/** The path with something in each of its parts: the contact and the location exist. */
const filled = (path: string) =>
  path
    .replace("{contactId}", stage.contactId)
    .replace("{locationId}", stage.locationId)
    .replace(/\{\w+\}/g, "anything")

const ask = (method: string, path: string, headers?: Record<string, null>) =>
  stage.send(method, filled(path), method === "GET" ? undefined : {}, headers)

describeWithFiles("the inventory", (specification) => {
  it("has every operation of GHL's files once, with its call and its scopes, and no other", () => {
    const listed = inventory.map(({ use: _use, why: _why, ...declared }) => declared)
    expect(listed.toSorted(byId)).toEqual(specification.all().toSorted(byId))
    expect(listed.length).toBe(61)
  })
})

it("docs/upstream.md shows the inventory as it is", () => {
  expect(tableUnder("What of the files is here")).toEqual(inventoryRows())
})

it("what is here is what the suite proves", () => {
  const proved = new Set(allOperations.map(({ id }) => id))
  expect(here.map(({ id }) => id).sort()).toEqual([...proved].sort())
})

it("what is here is asked with the scope that the files name, and two with one of ours", () => {
  const named = here.filter(({ scopes }) => scopes.length > 0)
  for (const { id, scopes } of named) {
    for (const operation of allOperations.filter((one) => one.id === id)) {
      expect([id, operation.scope]).toEqual([id, ...scopes])
    }
  }
  const unnamed = here.filter(({ scopes }) => scopes.length === 0).map(({ id }) => id)
  expect(unnamed.sort()).toEqual(["create-association", "get-custom-field"])
})

describe.each(left)("$id, which is not here", (row) => {
  const { id, method, path, scopes } = row
  const answer = sandboxAnswer(row)

  it(`answers ${answer}, by its name where it stands for nothing but itself`, async () => {
    const reply = await ask(method, path)
    expect(reply.status, reply.text).toBe(answer)
    const isNamed = String(reply.json.message).includes(`${id} (${method} ${path})`)
    expect(isNamed).toBe(answer === 501)
    if (answer === 401) {
      expect(reply.json.message).toBe("The token is not authorized for this scope.")
    }
    const journal = await stage.control.journal()
    expect(journal.map(({ status, effects }) => ({ status, effects }))).toEqual([
      { status: answer, effects: [] },
    ])
  })

  it("answers nobody without the token, nor without the scope that it names", async () => {
    const nobody = await ask(method, path, { authorization: null })
    expect([nobody.status, nobody.json.message]).toEqual([401, "Invalid JWT"])
    await stage.control.settings({ revokedScopes: scopes })
    expect((await ask(method, path)).status).toBe(scopes.length > 0 ? 401 : 501)
  })
})

describeWithFiles("an operation that is not here", (specification) => {
  it("is answered in the form of the declared errors", async () => {
    const check = checksOf(specification)({ $ref: "common.UnauthorizedDTO" }, "filled")
    for (const { method, path } of left) {
      const { json } = await ask(method, path)
      expect([method, path, check(json)]).toEqual([method, path, null])
    }
  })
})
