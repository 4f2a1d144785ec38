import { eq } from "drizzle-orm"
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest"
import { auditEvents } from "#lib/db/schema/audit.ts"
import type { Db, Store } from "#lib/db/store.ts"
import { testBackends } from "#lib/db/testing/stores.ts"
import { enableDemoAccounts } from "./accounts.ts"
import { signIn } from "./sign-in.ts"

/** In place of Argon2, whose runs are counted here. */
const fits = vi.hoisted(() =>
  vi.fn(async (password: string, passwordHash: string | null) => {
    await new Promise((done) => setImmediate(done))
    return passwordHash !== null && password === "right"
  }),
)
vi.mock("./passwords.ts", () => ({ passwordFits: fits, hashPassword: async () => "-" }))

const ROBIN = "coordinator@caredesk.test"
const DANA = "admin@caredesk.test"

let store: Store
let db: Db
beforeAll(async () => {
  store = (await testBackends()[0]?.open()) as Store
  db = store.db
  await enableDemoAccounts(db, "right")
})
afterAll(() => store.close())
beforeEach(() => {
  fits.mockClear()
})

const atOnce = (n: number, address: string, emailOf: (n: number) => string) =>
  Promise.all(
    Array.from({ length: n }, (_, i) =>
      signIn(db, { email: emailOf(i), password: "wrong" }, address),
    ),
  )
const throttled = () => db.$count(auditEvents, eq(auditEvents.action, "session.throttled"))

test("of 200 guesses at once for one account, ten are looked at", async () => {
  const answers = await atOnce(200, "flood", () => ROBIN)
  expect(fits).toHaveBeenCalledTimes(10)
  expect(answers.filter((one) => !one.ok && one.reason === "throttled")).toHaveLength(190)
})

test("of 200 guesses at once for many accounts, a hundred are looked at", async () => {
  await atOnce(200, "spread", (n) => `nobody-${n}@clinic.example`)
  expect(fits).toHaveBeenCalledTimes(100)
})

test("a flood on one account leaves its address to the others", async () => {
  await atOnce(150, "office", () => ROBIN)
  for (let n = 0; n < 120; n++) await signIn(db, { email: ROBIN, password: "wrong" }, "office")
  expect(await signIn(db, { email: DANA, password: "right" }, "office")).toMatchObject({ ok: true })
})

test("sign-ins that are right use nothing up", async () => {
  for (let n = 0; n < 110; n++) {
    const answer = await signIn(db, { email: DANA, password: "right" }, "busy")
    expect(answer.ok).toBe(true)
  }
})

test("an account that is throttled, and an address that is, leave one event each", async () => {
  const before = await throttled()
  await atOnce(60, "noted", () => ROBIN)
  expect(await throttled()).toBe(before + 1)
  await atOnce(200, "noted", (n) => `nobody-${n}@clinic.example`)
  expect(await throttled()).toBe(before + 2)
})
