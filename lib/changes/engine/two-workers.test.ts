import { expect, onTestFinished, test } from "vitest"
import { testBackends } from "#lib/db/testing/stores.ts"
import { openDesk } from "../testing/desk.ts"
import { ENGINE_DEFAULTS } from "./config.ts"
import { startEngine } from "./engine.ts"
import { runChange } from "./run.ts"

const postgres = testBackends().filter(({ name }) => name === "Postgres")

test.each(postgres)("many workers on $name make each note once", async ({ open }) => {
  const desk = await openDesk(open)
  onTestFinished(() => desk.close())
  const config = { ...ENGINE_DEFAULTS, ghl: desk.ghl, settleMs: 900 }
  const other = await startEngine(desk.store, config)
  const contacts = Array.from({ length: 12 }, () => desk.nextContact())
  const ids: string[] = []
  for (const contactId of contacts) {
    const body = `Once for ${contactId}`
    ids.push(await desk.change(contactId, [{ kind: "create-note", body }]))
    // As if every process had been woken for it.
    await Promise.all(
      [1, 2, 3, 4].map(() => runChange(config, desk.store.db, other.queue, ids.at(-1) ?? "")),
    )
  }
  for (const id of ids) expect(await desk.ended(id)).toMatchObject({ status: "done" })
  await other.stop()
  for (const contactId of contacts) {
    expect(await desk.writes(contactId)).toHaveLength(1)
    const { notes } = await desk.truth(contactId)
    expect(notes.filter(({ body }) => body.startsWith("Once for"))).toHaveLength(1)
  }
})
