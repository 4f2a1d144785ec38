import { sql } from "drizzle-orm"
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest"
import { people, setupLinks } from "#lib/db/schema/people.ts"
import type { Db, Store } from "#lib/db/store.ts"
import { testBackends } from "#lib/db/testing/stores.ts"
import { createFirstAdmin, newSetupToken, setupTokenIsGood } from "./accounts.ts"

/** In place of Argon2, whose runs are counted here. */
const hashed = vi.hoisted(() => vi.fn(async () => "-"))
vi.mock("./passwords.ts", () => ({ hashPassword: hashed }))

let store: Store
let db: Db
beforeAll(async () => {
  store = (await testBackends()[0]?.open()) as Store
  db = store.db
})
afterAll(() => store.close())
beforeEach(async () => {
  await db.delete(people)
  await db.delete(setupLinks)
  hashed.mockClear()
})

const admin = (token: string) => ({
  token,
  email: "first@clinic.example",
  name: "First Admin",
  password: "a long password",
})

test("a token that is no link's costs no hash", async () => {
  await newSetupToken(db)
  expect(await createFirstAdmin(db, admin("guess"))).toBe(false)
  expect(hashed).not.toHaveBeenCalled()
})

test("a link is good for a day", async () => {
  const token = await newSetupToken(db)
  const aged = (hours: number) =>
    db
      .update(setupLinks)
      .set({ createdAt: sql`now() - ${hours} * interval '1 hour'` })
      .returning()
  await aged(23)
  expect(await setupTokenIsGood(db, token)).toBe(true)
  await aged(25)
  expect(await setupTokenIsGood(db, token)).toBe(false)
  expect(await createFirstAdmin(db, admin(token))).toBe(false)
  expect(await db.$count(people)).toBe(0)
})

test("a link is no good, and goes, once somebody has an account of their own", async () => {
  const token = await newSetupToken(db)
  await db.insert(people).values({
    email: "ada@clinic.example",
    name: "Ada Quist",
    role: "coordinator",
    passwordHash: "-",
  })
  expect(await setupTokenIsGood(db, token)).toBe(false)
  expect(await createFirstAdmin(db, admin(token))).toBe(false)
  expect(await db.$count(people)).toBe(1)
  expect(await db.$count(setupLinks)).toBe(0)
})
