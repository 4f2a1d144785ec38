import { afterAll, beforeAll, expect, test, vi } from "vitest"
import { auditEvents } from "#lib/db/schema/audit.ts"
import type { Store } from "#lib/db/store.ts"
import { testBackends } from "#lib/db/testing/stores.ts"
import { enableDemoAccounts } from "./accounts.ts"
import { personWith, requirePage } from "./session.ts"
import { signIn } from "./sign-in.ts"

const world = vi.hoisted(() => ({ db: null as unknown, sessionId: null as string | null }))
vi.mock("#lib/db/instance.ts", () => ({ database: async () => world.db }))
vi.mock("next/headers", () => ({ cookies: async () => new Map([["caredesk-session", {}]]) }))
// Both throw in Next, so that a page goes no further.
vi.mock("next/navigation", () => ({
  redirect: (path: string) => {
    throw new Error(`off to ${path}`)
  },
  forbidden: () => {
    throw new Error("forbidden")
  },
}))
vi.mock("./cookie.ts", () => ({
  sessionCookie: () => ({ name: "caredesk-session" }),
  sessionIdIn: async () => world.sessionId,
}))

let store: Store
beforeAll(async () => {
  store = (await testBackends()[0]?.open()) as Store
  world.db = store.db
  await enableDemoAccounts(store.db, "a password for the demo")
})
afterAll(() => store.close())

const as = async (email: string) => {
  const answer = await signIn(
    store.db,
    { email, password: "a password for the demo" },
    "session.test",
  )
  if (!answer.ok) throw new Error("not signed in")
  world.sessionId = answer.sessionId
  return answer.personId
}

test("whoever is signed out is told so, and leaves no event", async () => {
  expect(await personWith("audit.read")).toEqual({ refused: "signed-out" })
  await expect(requirePage("audit.read", "/audit?a=b")).rejects.toThrow(
    "off to /login?next=%2Faudit%3Fa%3Db",
  )
  expect(await store.db.select().from(auditEvents)).toEqual([])
})

test("a right that the role lacks is refused, and the refusal audited with who and what", async () => {
  const personId = await as("coordinator@caredesk.test")
  expect(await personWith("contacts.browse")).toMatchObject({ person: { id: personId } })
  expect(await personWith("audit.read")).toEqual({ refused: "forbidden" })
  await expect(requirePage("contacts.browse", "/contacts")).resolves.toMatchObject({ id: personId })
  const events = await store.db.select().from(auditEvents)
  expect(events.filter(({ action }) => action === "access.refused")).toMatchObject([
    { actor: "person", personId, detail: { permission: "audit.read" } },
  ])
  await expect(requirePage("audit.read", "/audit")).rejects.toThrow("forbidden")
})

test("an administrator has that right", async () => {
  const personId = await as("admin@caredesk.test")
  expect(await personWith("audit.read")).toMatchObject({ person: { id: personId, role: "admin" } })
})
