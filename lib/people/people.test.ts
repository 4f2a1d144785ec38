import { eq } from "drizzle-orm"
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest"
import { auditEvents } from "#lib/db/schema/audit.ts"
import { people, sessions } from "#lib/db/schema/people.ts"
import type { Db, Store } from "#lib/db/store.ts"
import { testBackends } from "#lib/db/testing/stores.ts"
import {
  createFirstAdmin,
  disableDemoAccounts,
  enableDemoAccounts,
  hasOwnAccounts,
  newSetupToken,
  setupTokenIsGood,
} from "./accounts.ts"
import { isOwnOrigin } from "./origin.ts"
import { allows, PERMISSIONS, type Permission, ROLES } from "./permissions.ts"
import { endSession, IDLE_MINUTES, personOfSession } from "./sessions.ts"
import { signIn } from "./sign-in.ts"

const PASSWORD = "a password for the demo"
const coordinator = { email: "Coordinator@Caredesk.test ", password: PASSWORD }

describe.each(testBackends())("people on $name", ({ name, open }) => {
  let store: Store
  let db: Db
  // The throttle counts by address for the life of the process, so each backend signs in from its own.
  const address = (n: number) => `${name}-${n}`

  beforeAll(async () => {
    store = await open()
    db = store.db
    await enableDemoAccounts(db, PASSWORD)
  })
  afterAll(() => store.close())

  const signedIn = async () => {
    const answer = await signIn(db, coordinator, address(1))
    if (!answer.ok) throw new Error("not signed in")
    return answer
  }

  test("sign in with the right password, in any spelling of the e-mail", async () => {
    const { sessionId, personId } = await signedIn()
    const person = await personOfSession(db, sessionId, true)
    expect(person).toMatchObject({ id: personId, role: "coordinator", name: "Robin Hale" })
    expect(person).not.toHaveProperty("passwordHash")
  })

  test.each([
    ["a wrong password", { email: "coordinator@caredesk.test", password: "wrong" }],
    ["an unknown account", { email: "nobody@caredesk.test", password: PASSWORD }],
    ["nothing", {}],
    ["something else than text", { email: { $ne: "" }, password: ["x"] }],
  ])("are refused with %s, alike", async (_, input) => {
    expect(await signIn(db, input, address(2))).toEqual({ ok: false, reason: "wrong" })
  })

  test("leave an audit event for a sign-in and for a refusal, without the e-mail", async () => {
    await signedIn()
    await signIn(db, { email: "coordinator@caredesk.test", password: "wrong" }, address(3))
    const events = await db.select().from(auditEvents)
    expect(events.map((event) => event.action)).toEqual(
      expect.arrayContaining(["session.opened", "session.refused"]),
    )
    expect(JSON.stringify(events)).not.toContain("caredesk.test")
  })

  test("are throttled from one address after ten failures, and not from another", async () => {
    const wrong = { email: "admin@caredesk.test", password: "wrong" }
    for (let n = 0; n < 10; n++) await signIn(db, wrong, address(4))
    const right = { email: "admin@caredesk.test", password: PASSWORD }
    expect(await signIn(db, right, address(4))).toEqual({ ok: false, reason: "throttled" })
    expect(await signIn(db, right, address(5))).toMatchObject({ ok: true })
  })

  test("are out at once when their session ends", async () => {
    const { sessionId } = await signedIn()
    await endSession(db, sessionId)
    expect(await personOfSession(db, sessionId, true)).toBeNull()
  })

  test("are out at once when they are disabled", async () => {
    const { sessionId, personId } = await signedIn()
    await db.update(people).set({ disabledAt: new Date() }).where(eq(people.id, personId))
    expect(await personOfSession(db, sessionId, true)).toBeNull()
    expect(await signIn(db, coordinator, address(6))).toMatchObject({ ok: false })
    await db.update(people).set({ disabledAt: null }).where(eq(people.id, personId))
  })

  test("have a new role on the next request", async () => {
    const { sessionId, personId } = await signedIn()
    await db.update(people).set({ role: "admin" }).where(eq(people.id, personId))
    expect(await personOfSession(db, sessionId, false)).toMatchObject({ role: "admin" })
    await db.update(people).set({ role: "coordinator" }).where(eq(people.id, personId))
  })

  test("are out after the idle time, which polling does not restart", async () => {
    const { sessionId } = await signedIn()
    const now = Date.now()
    const minutesLater = (minutes: number) => vi.setSystemTime(now + minutes * 60_000)
    vi.useFakeTimers({ toFake: ["Date"] })
    try {
      minutesLater(IDLE_MINUTES - 1)
      expect(await personOfSession(db, sessionId, true)).not.toBeNull()
      minutesLater(2 * IDLE_MINUTES - 2)
      expect(await personOfSession(db, sessionId, false)).not.toBeNull()
      minutesLater(2 * IDLE_MINUTES)
      expect(await personOfSession(db, sessionId, false)).toBeNull()
    } finally {
      vi.useRealTimers()
    }
  })

  test("are out at the absolute limit, however busy", async () => {
    const { sessionId } = await signedIn()
    await db
      .update(sessions)
      .set({ expiresAt: new Date(Date.now() - 1) })
      .where(eq(sessions.id, sessionId))
    expect(await personOfSession(db, sessionId, true)).toBeNull()
  })

  test("of the demo are shut out, with their sessions, once the store serves a real location", async () => {
    const { sessionId } = await signedIn()
    await disableDemoAccounts(db)
    expect(await personOfSession(db, sessionId, true)).toBeNull()
    expect(await signIn(db, coordinator, address(7))).toMatchObject({ ok: false })
    expect(await hasOwnAccounts(db)).toBe(false)
    await enableDemoAccounts(db, PASSWORD)
  })

  test("begin with one admin, made through a link that works once", async () => {
    const old = await newSetupToken(db)
    const token = await newSetupToken(db)
    expect(await setupTokenIsGood(db, old)).toBe(false)
    expect(await setupTokenIsGood(db, token)).toBe(true)
    const admin = {
      token,
      email: "First@Clinic.example",
      name: "First Admin",
      password: "a long password",
    }
    const made = await Promise.all(
      [1, 2, 3].map((n) => createFirstAdmin(db, { ...admin, email: `${n}${admin.email}` })),
    )
    expect(made.filter(Boolean)).toHaveLength(1)
    expect(await setupTokenIsGood(db, token)).toBe(false)
    expect(await hasOwnAccounts(db)).toBe(true)
  })
})

describe("the permissions table", () => {
  test("gives admins all that coordinators may do", () => {
    for (const permission of Object.keys(PERMISSIONS) as Permission[]) {
      if (allows("coordinator", permission)) expect(allows("admin", permission)).toBe(true)
      expect(ROLES.some((role) => allows(role, permission))).toBe(true)
    }
  })

  test("keeps the audit trail to admins", () => {
    expect(allows("coordinator", "audit.read")).toBe(false)
    expect(allows("admin", "audit.read")).toBe(true)
  })
})

describe("an origin", () => {
  const local = "http://localhost:3000"
  test.each([
    ["http://localhost:3000", local, true],
    ["http://127.0.0.1:3000", local, true],
    ["http://localhost:3001", local, false],
    ["https://localhost:3000", local, false],
    ["https://desk.example.org", "https://desk.example.org", true],
    ["https://desk.example.org.evil.example", "https://desk.example.org", false],
    ["http://localhost", "https://desk.example.org", false],
    ["null", local, false],
    [null, local, false],
    ["", local, false],
  ])("%s for %s: %s", (origin, appUrl, expected) => {
    expect(isOwnOrigin(origin, appUrl)).toBe(expected)
  })
})
