import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { testBackends } from "#lib/db/testing/stores.ts"
import { cancelChange } from "./cancel.ts"
import { tryAgain } from "./resume.ts"
import { type Desk, openDesk } from "./testing/desk.ts"
import { lastWritten, writesRefused } from "./write-evidence.ts"

describe.each(testBackends())("whether the token may write, on $name", ({ open }) => {
  let desk: Desk
  beforeAll(async () => {
    desk = await openDesk(open)
  })
  afterAll(() => desk.close())

  const refused = async () => (await writesRefused(desk.store.db))?.since ?? null
  const allow = (may: boolean) =>
    desk.control.settings({ revokedScopes: may ? [] : ["contacts.write"] })
  async function tagged() {
    const changeId = await desk.change(desk.nextContact(), [{ kind: "add-tag", tag: "vip-new" }])
    return { changeId, status: (await desk.ended(changeId)).status }
  }

  test("is known from a change that stopped for it, until that one is written", async () => {
    expect(await refused()).toBeNull()
    expect(await lastWritten(desk.store.db)).toBeNull()
    await allow(false)
    const { changeId, status } = await tagged()
    expect(status).toBe("stopped")
    expect(await writesRefused(desk.store.db)).toMatchObject({
      kind: "missing-scope",
      traceId: expect.stringMatching(/./),
    })
    expect(await lastWritten(desk.store.db)).toBeNull()
    expect(Date.parse((await refused()) ?? "")).toBeGreaterThan(Date.now() - 60_000)
    await allow(true)
    expect(await refused()).not.toBeNull()
    await tryAgain(desk.store.db, changeId, desk.personId, desk.engine.queue)
    expect((await desk.ended(changeId)).status).toBe("done")
    expect(await refused()).toBeNull()
    expect(Date.parse((await lastWritten(desk.store.db)) ?? "")).toBeGreaterThan(
      Date.now() - 60_000,
    )
  })

  test("is forgotten when the change is given up, or another one was written since", async () => {
    await allow(false)
    const first = await tagged()
    expect(await refused()).not.toBeNull()
    await cancelChange(desk.store.db, first.changeId, desk.personId)
    expect(await refused()).toBeNull()
    await tagged()
    expect(await refused()).not.toBeNull()
    await allow(true)
    expect((await tagged()).status).toBe("done")
    expect(await refused()).toBeNull()
  })

  test("is not doubted when it is a read that is refused, as a change reads before it writes", async () => {
    await desk.control.settings({ revokedScopes: ["contacts.readonly"] })
    const { changeId, status } = await tagged()
    expect(status).toBe("stopped")
    expect(await refused()).toBeNull()
    expect((await desk.view(changeId)).message).toContain("lacks the scope contacts.readonly")
    // Nor when an earlier send of the same change was refused, and its new try already at the read.
    await desk.control.settings({ revokedScopes: ["contacts.write"] })
    await tryAgain(desk.store.db, changeId, desk.personId, desk.engine.queue)
    expect((await desk.ended(changeId)).status).toBe("stopped")
    expect(await refused()).not.toBeNull()
    await desk.control.settings({ revokedScopes: ["contacts.readonly", "contacts.write"] })
    await tryAgain(desk.store.db, changeId, desk.personId, desk.engine.queue)
    expect((await desk.ended(changeId)).status).toBe("stopped")
    expect(await refused()).toBeNull()
    await allow(true)
    await cancelChange(desk.store.db, changeId, desk.personId)
  })

  test.each([
    ["GET", null],
    ["POST", "forbidden"],
  ])("a 403 to a %s counts as %s", async (method, kind) => {
    await desk.control.addFault({ kind: "status", status: 403, method, path: "/contacts/[^/]+" })
    const { changeId, status } = await tagged()
    expect(status).toBe("stopped")
    expect((await writesRefused(desk.store.db))?.kind ?? null).toBe(kind)
    await cancelChange(desk.store.db, changeId, desk.personId)
  })

  test.each([
    ["a missing scope", "missing-scope"],
    ["a 403, as accounts were seen to give it to tasks alone", null],
  ])("of a task whose send met %s counts as %s", async (_, kind) => {
    if (kind) await allow(false)
    else
      await desk.control.addFault({ kind: "status", status: 403, method: "POST", path: "/tasks$" })
    const task = { title: "Call", body: "", dueAt: "2026-12-01T15:00:00.000Z" }
    const steps = [{ kind: "create-task" as const, ...task }]
    const changeId = await desk.change(desk.nextContact(), steps, { kind: "task" })
    const { status, message } = await desk.ended(changeId)
    expect(status).toBe("stopped")
    expect((await writesRefused(desk.store.db))?.kind ?? null).toBe(kind)
    if (kind) expect(message).toContain("lacks the scope contacts.write")
    await allow(true)
    await cancelChange(desk.store.db, changeId, desk.personId)
  })

  test("is not doubted for other failures", async () => {
    await desk.control.addFault({ kind: "status", status: 422, method: "POST", path: "/tags" })
    expect((await tagged()).status).toBe("stopped")
    expect(await refused()).toBeNull()
  })
})
