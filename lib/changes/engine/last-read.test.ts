import { expect, onTestFinished, test } from "vitest"
import { memoryStore } from "#lib/db/testing/stores.ts"
import type { Ghl } from "#lib/ghl/types.ts"
import { openDesk } from "../testing/desk.ts"

/** Holds up the whole process, as a busy machine does. */
const standStill = (ms: number) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms)

test("what is sent after the last of a run's reads is read back all the same", async () => {
  let real: Ghl | null = null
  let slow = 5
  const ghl = new Proxy({} as Ghl, {
    get: (_, name) => {
      const verb = real && Reflect.get(real, name)
      if (name !== "getContact" || typeof verb !== "function") return verb
      return async (...args: unknown[]) => {
        const contact = await verb.apply(real, args)
        if (slow-- > 0) standStill(400)
        return contact
      }
    },
  })
  const desk = await openDesk(memoryStore, {
    ghl,
    staleMs: 300,
    // It would not look again by itself while the test waits.
    pauseMs: { first: 600_000, max: 600_000 },
  })
  onTestFinished(() => desk.close())
  real = desk.ghl
  const contactId = desk.nextContact()
  const changeId = await desk.change(contactId, [{ kind: "add-tag", tag: "late" }])
  // Otherwise it waited as if nothing had been sent, could be given up, and nobody knew that GHL said yes.
  expect(await desk.reached(changeId, ["waiting", "unsure", "done"])).toMatchObject({
    status: "done",
    steps: [{ status: "done", alreadySo: false }],
  })
  expect(await desk.writes(contactId)).toHaveLength(1)
})
