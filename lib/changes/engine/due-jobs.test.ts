import { randomUUID } from "node:crypto"
import { setTimeout as pause } from "node:timers/promises"
import { describe, expect, onTestFinished, test } from "vitest"
import { testBackends } from "#lib/db/testing/stores.ts"
import { openQueue } from "./queue.ts"

/** Well before the next poll of a worker that hears of jobs. */
const SOON_MS = 3_000

describe.each(testBackends())("jobs that become due on $name", ({ open }) => {
  test("are taken by whichever worker is free, while others are busy", async () => {
    const store = await open()
    const queue = await openQueue(store.engine)
    const over = Promise.withResolvers<void>()
    onTestFinished(async () => {
      over.resolve()
      await queue.stop()
      await store.close()
    })
    const begun: string[] = []
    await queue.work(async (changeId) => {
      begun.push(changeId)
      await over.promise
    }, 3)
    const ids = [randomUUID(), randomUUID(), randomUUID()]
    // Two that keep whoever takes them, then one that becomes due later.
    const [first, second, later] = ids as [string, string, string]
    await queue.wake(store.db, first)
    await queue.wake(store.db, second)
    await expect.poll(() => begun.length, { timeout: SOON_MS }).toBe(2)
    const dueAt = Date.now() + 800
    await queue.wake(store.db, later, new Date(dueAt))
    await pause(400)
    expect(begun).not.toContain(later)
    await expect.poll(() => begun, { timeout: 800 + SOON_MS }).toContain(later)
  })
})
