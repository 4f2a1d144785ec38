import { randomBytes } from "node:crypto"
import { eq, like } from "drizzle-orm"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { tagsSeen } from "#lib/db/schema/contacts.ts"
import type { Store } from "#lib/db/store.ts"
import { testBackends } from "#lib/db/testing/stores.ts"
import { knownTags, rememberTags } from "./tags-seen.ts"

describe.each(testBackends())("tags met, on $name", ({ open }) => {
  let store: Store
  beforeAll(async () => {
    store = await open()
  })
  afterAll(() => store.close())

  const seenAt = async (tag: string) =>
    (await store.db.select().from(tagsSeen).where(eq(tagsSeen.tag, tag)))[0]?.lastSeenAt.getTime()

  test("are known once each, by name, however often and together they are met", async () => {
    await rememberTags(store.db, [])
    await rememberTags(store.db, ["vip", "junction", "vip"])
    await Promise.all([
      rememberTags(store.db, ["vip", "annual plan"]),
      rememberTags(store.db, ["annual plan", "junction"]),
    ])
    expect(await knownTags(store.db)).toEqual(["annual plan", "junction", "vip"])
  })

  test("that no index could hold do not keep a page from its rows", async () => {
    const noise = () => randomBytes(3_000).toString("base64")
    await rememberTags(store.db, [noise(), "short", noise()])
    const known = await knownTags(store.db)
    expect(known).toContain("short")
    expect(known.every((tag) => tag.length <= 200)).toBe(true)
  })

  test("may be more than one statement takes", async () => {
    await rememberTags(
      store.db,
      Array.from({ length: 40_000 }, (_, n) => `met ${n}`),
    )
    const known = await knownTags(store.db)
    expect(known).toContain("met 0")
    expect(known).toContain("met 39999")
    await store.db.delete(tagsSeen).where(like(tagsSeen.tag, "met %"))
  })

  test("are dated again after an hour, not sooner", async () => {
    const old = new Date(Date.now() - 3 * 3_600_000)
    const recent = new Date(Date.now() - 600_000)
    await store.db.update(tagsSeen).set({ lastSeenAt: old }).where(eq(tagsSeen.tag, "vip"))
    await store.db.update(tagsSeen).set({ lastSeenAt: recent }).where(eq(tagsSeen.tag, "junction"))
    await rememberTags(store.db, ["vip", "junction"])
    expect(await seenAt("vip")).toBeGreaterThan(recent.getTime())
    expect(await seenAt("junction")).toBe(recent.getTime())
  })
})
