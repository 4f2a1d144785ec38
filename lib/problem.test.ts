import { afterAll, beforeAll, expect, test } from "vitest"
import { GhlError } from "#lib/ghl/errors.ts"
import { clientAt, failure, TOKEN } from "#lib/ghl/testing/wire.ts"
import type { Ghl } from "#lib/ghl/types.ts"
import { controlOf } from "#lib/sandbox/control.ts"
import { type RunningSandbox, startSandbox } from "#lib/sandbox/server.ts"
import { failureOf } from "./problem.ts"

let sandbox: RunningSandbox
let ghl: Ghl
let someone = ""
beforeAll(async () => {
  sandbox = await startSandbox({ port: 0, token: TOKEN })
  ghl = clientAt(sandbox.url)
  someone = (await ghl.listContacts({ limit: 1 })).contacts[0]?.id ?? ""
  await controlOf(sandbox.url).settings({
    revokedScopes: ["contacts.readonly", "contacts.write", "locations/customFields.readonly"],
  })
})
afterAll(() => sandbox.close())

test.each<[string, (ghl: Ghl) => Promise<unknown>]>([
  ["contacts.readonly", (from) => from.listContacts({ limit: 5 })],
  ["contacts.readonly", (from) => from.searchContacts({ query: "a", limit: 5 })],
  ["contacts.readonly", (from) => from.getContact(someone)],
  ["contacts.readonly", (from) => from.listNotes(someone)],
  ["contacts.readonly", (from) => from.listTasks(someone)],
  ["contacts.readonly", (from) => from.listAppointments(someone)],
  ["contacts.readonly", (from) => from.openDocument(someone, "d1")],
  ["locations/customFields.readonly", (from) => from.listFieldDefinitions({ fresh: true })],
  ["contacts.write", (from) => from.addTags(someone, ["a"])],
])("a refusal for want of %s says so: %s", async (scope, call) => {
  const problem = failureOf(await failure(call(ghl)))
  expect(problem).toMatchObject({ kind: "missing-scope", scope })
  expect(problem.title).toBe(`Caredesk's access token lacks the scope ${scope} in GoHighLevel.`)
})

test("any other refusal names no scope", async () => {
  const other = clientAt(sandbox.url, "another")
  const problem = failureOf(await failure(other.listContacts({ limit: 1 })))
  expect(problem.kind).toBe("unauthorized")
  expect(problem).not.toHaveProperty("scope")
})

test.each([
  [null, "Wait a few seconds and try again."],
  [4_000, "Wait a few seconds and try again."],
  [30_000, "Wait about 30 seconds and try again."],
  [610_000, "Wait about 10 minutes and try again."],
  // GHL may ask for a day; Caredesk asks again sooner.
  [86_400_000, "Wait about 15 minutes and try again."],
])("a limit that is over in %s ms says how long to wait", (retryAfterMs, advice) => {
  const about = { kind: "rate-limited", message: "-", retryable: true } as const
  const error = new GhlError({ ...about, retryAfterMs, effect: "not-sent" })
  expect(failureOf(error)).toMatchObject({ kind: "rate-limited", advice })
})
