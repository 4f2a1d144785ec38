import { setTimeout as pause } from "node:timers/promises"
import { describe, expect, onTestFinished, test } from "vitest"
import { testBackends } from "#lib/db/testing/stores.ts"
import { openDesk } from "../testing/desk.ts"

describe.each(testBackends())("a worker that stands by on $name", ({ open }) => {
  test("leaves changes alone until it is told, and then runs what waits", async () => {
    const turn = Promise.withResolvers<void>()
    const desk = await openDesk(open, { standBy: turn.promise })
    onTestFinished(() => desk.close())
    const contactId = desk.nextContact()
    const id = await desk.change(contactId, [{ kind: "create-note", body: "Once it may" }])
    // Several sweeps.
    await pause(1_000)
    expect(await desk.view(id)).toMatchObject({ status: "queued" })
    expect(await desk.writes(contactId)).toHaveLength(0)
    turn.resolve()
    expect(await desk.ended(id)).toMatchObject({ status: "done" })
    expect(await desk.writes(contactId)).toHaveLength(1)
  })
})
