import { randomUUID } from "node:crypto"
import { eq } from "drizzle-orm"
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest"
import { auditEvents } from "#lib/db/schema/audit.ts"
import { changeSteps, changes } from "#lib/db/schema/changes.ts"
import type { Db, Store } from "#lib/db/store.ts"
import { testBackends } from "#lib/db/testing/stores.ts"
import { createGhl } from "#lib/ghl/client.ts"
import { ghl } from "#lib/ghl/instance.ts"
import type { Ghl } from "#lib/ghl/types.ts"
import type { Person } from "#lib/people/sessions.ts"
import { reviewer } from "#lib/reviews/testing/reviewers.ts"
import { controlOf } from "#lib/sandbox/control.ts"
import { type RunningSandbox, startSandbox } from "#lib/sandbox/server.ts"
import { saveComposer } from "./composer-actions.ts"
import { KEY_FIELDS } from "./key-fields.ts"

const world = vi.hoisted(() => ({ db: null as unknown, person: null as unknown }))
vi.mock("#lib/db/instance.ts", () => ({ database: async () => world.db }))
vi.mock("#lib/people/session.ts", () => ({ personWith: async () => ({ person: world.person }) }))
vi.mock("next/headers", () => ({
  headers: async () => new Headers({ origin: "http://localhost:3000" }),
}))

const CONTACT = "contact0000000000001"

let sandbox: RunningSandbox
let store: Store
let db: Db
let person: Person
const memory = globalThis as typeof globalThis & { caredeskGhl?: Ghl }

beforeAll(async () => {
  sandbox = await startSandbox({ port: 0 })
  process.env.GHL_BASE_URL = sandbox.url
  const [backend] = testBackends()
  if (!backend) throw new Error("no store to test with")
  store = await backend.open()
  db = store.db
  person = await reviewer(db, "Robin Hale")
  world.db = db
  world.person = person
})
afterAll(async () => {
  await store.close()
  await sandbox.close()
})
beforeEach(async () => {
  await controlOf(sandbox.url).settings({ revokedScopes: [] })
  memory.caredeskGhl = undefined
})

const idOf = async (key: string) => {
  const found = (await ghl().listFieldDefinitions()).find((one) => one.key === key)
  if (!found) throw new Error(`no field ${key}`)
  return found.id
}

/** Saves as a browser would, with what it says beside or instead of the usual. */
const save = (more: object = {}) =>
  saveComposer({
    contactId: CONTACT,
    submissionId: randomUUID(),
    text: { callNotes: "Called, she agrees.", note: "", lifecycleStep: null },
    seenCallNotes: "",
    seenTags: [],
    ...more,
  })

const stored = async (answer: Awaited<ReturnType<typeof save>>) => {
  if (answer?.data?.outcome !== "stored") throw new Error(JSON.stringify(answer))
  const { changeId } = answer.data
  return db.select().from(changeSteps).where(eq(changeSteps.changeId, changeId))
}

test("call notes are written to the call notes, whatever field a browser names", async () => {
  const steps = await stored(await save({ fieldId: await idOf(KEY_FIELDS.userId) }))
  const target = await idOf(KEY_FIELDS.callNotes)
  expect(steps.map((step) => step.target)).toEqual([target])
  const events = await db
    .select()
    .from(auditEvents)
    .where(eq(auditEvents.action, "change.step-created"))
  expect(events.map(({ detail }) => detail)).toEqual([
    expect.objectContaining({ label: "Call notes", target }),
  ])
})

test("without the fields' names nothing is saved, and it says why", async () => {
  await controlOf(sandbox.url).settings({ revokedScopes: ["locations/customFields.readonly"] })
  const before = await db.$count(changes)
  expect(await save()).toMatchObject({
    data: { outcome: "refused", message: expect.stringContaining("custom fields’ names") },
  })
  expect(await db.$count(changes)).toBe(before)
  // A note and a step need no field.
  await stored(await save({ text: { callNotes: "", note: "Call again.", lifecycleStep: null } }))
})

test("a location without the field refuses in words", async () => {
  const { userId } = KEY_FIELDS
  const others = (await ghl().listFieldDefinitions()).filter(({ key }) => key === userId)
  memory.caredeskGhl = { ...ghl(), listFieldDefinitions: async () => others }
  expect(await save()).toMatchObject({
    data: { outcome: "refused", message: expect.stringContaining("no field for call notes") },
  })
})

test("a save that is stored already is told so while GoHighLevel is out of reach", async () => {
  const again = { submissionId: randomUUID() }
  const first = await save(again)
  memory.caredeskGhl = createGhl({
    baseUrl: "http://127.0.0.1:1",
    token: "x",
    locationId: "x",
    clinicTimeZone: "UTC",
    documentHosts: [],
  })
  expect(await save(again)).toEqual(first)
})
