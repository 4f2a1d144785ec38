import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { testBackends } from "#lib/db/testing/stores.ts"
import { cancelChange } from "./cancel.ts"
import { tryAgain } from "./resume.ts"
import { type Desk, openDesk } from "./testing/desk.ts"
import { lastWritten, refusalGivenUp, tasksRefused, writesRefused } from "./write-evidence.ts"

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

  const FOLLOW_UP = {
    kind: "create-task",
    title: "Call",
    body: "",
    dueAt: "2026-12-01T15:00:00.000Z",
  } as const
  async function withTask(contactId = desk.nextContact()) {
    const changeId = await desk.change(contactId, [FOLLOW_UP], { kind: "task" })
    const { status, message } = await desk.ended(changeId)
    return { contactId, changeId, status, message }
  }
  const ofTasks = async () => (await tasksRefused(desk.store.db))?.kind ?? null
  const refuseTask = (status: number) =>
    desk.control.addFault({ kind: "status", status, method: "POST", path: "/tasks$" })

  test("is doubted where the send of a task met a missing scope, and then of everything", async () => {
    await allow(false)
    const { changeId, status, message } = await withTask()
    expect(status).toBe("stopped")
    expect((await writesRefused(desk.store.db))?.kind).toBe("missing-scope")
    expect(await ofTasks()).toBeNull()
    expect(message).toContain("lacks the scope contacts.write")
    await allow(true)
    await cancelChange(desk.store.db, changeId, desk.personId)
  })

  test.each([
    [403, "forbidden"],
    [401, "unauthorized"],
  ])("a %i to a task closes tasks alone, until that one goes through", async (answer, kind) => {
    await refuseTask(answer)
    const { changeId, status } = await withTask()
    expect(status).toBe("stopped")
    expect(await refused()).toBeNull()
    expect(await tasksRefused(desk.store.db)).toMatchObject({
      kind,
      since: expect.stringMatching(/^20/),
      traceId: expect.stringMatching(/./),
    })
    // What else is written says nothing of tasks.
    expect((await tagged()).status).toBe("done")
    expect(await ofTasks()).toBe(kind)
    await tryAgain(desk.store.db, changeId, desk.personId, desk.engine.queue)
    expect((await desk.ended(changeId)).status).toBe("done")
    expect(await ofTasks()).toBeNull()
  })

  test("tasks open again when another one was written since, or the change is given up", async () => {
    await refuseTask(403)
    const first = await withTask()
    expect(await ofTasks()).toBe("forbidden")
    expect((await withTask()).status).toBe("done")
    expect(await ofTasks()).toBeNull()
    await refuseTask(403)
    const second = await withTask()
    expect(await ofTasks()).toBe("forbidden")
    for (const { changeId } of [first, second])
      await cancelChange(desk.store.db, changeId, desk.personId)
    expect(await ofTasks()).toBeNull()
  })

  test("a task whose taking back is refused tells of tasks too, and of nothing else", async () => {
    const { contactId } = await withTask()
    const taskId = (await desk.truth(contactId)).tasks.at(-1)?.id ?? ""
    await desk.control.addFault({ kind: "status", status: 403, method: "PUT", path: "/completed$" })
    const step = { kind: "set-task", taskId, seen: "open", wanted: "completed" } as const
    const changeId = await desk.change(contactId, [step], { kind: "undo" })
    expect((await desk.ended(changeId)).status).toBe("stopped")
    expect(await refused()).toBeNull()
    expect(await ofTasks()).toBe("forbidden")
    await cancelChange(desk.store.db, changeId, desk.personId)
  })

  test("no task is doubted when it is their reading that is refused", async () => {
    await desk.control.addFault({ kind: "status", status: 403, method: "GET", path: "/tasks$" })
    const { changeId, status } = await withTask()
    expect(status).toBe("stopped")
    expect(await ofTasks()).toBeNull()
    await cancelChange(desk.store.db, changeId, desk.personId)
  })

  test("that a refused write was given up is kept with the time of the refusal", async () => {
    await allow(false)
    const { changeId } = await tagged()
    const since = await refused()
    // It stands stopped: what was given up was so before.
    expect(((await refusalGivenUp(desk.store.db)) ?? "") < (since ?? "")).toBe(true)
    await allow(true)
    // Written after the refusal, and before it is given up.
    expect((await tagged()).status).toBe("done")
    await cancelChange(desk.store.db, changeId, desk.personId)
    const at = (await refusalGivenUp(desk.store.db)) ?? ""
    expect(Math.abs(Date.parse(at) - Date.parse(since ?? ""))).toBeLessThan(1_000)
    expect(((await lastWritten(desk.store.db)) ?? "") > at).toBe(true)
  })

  test("is not doubted for other failures", async () => {
    await desk.control.addFault({ kind: "status", status: 422, method: "POST", path: "/tags" })
    expect((await tagged()).status).toBe("stopped")
    expect(await refused()).toBeNull()
  })
})
