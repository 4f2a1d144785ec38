import { eq } from "drizzle-orm"
import { describe, expect, onTestFinished, test } from "vitest"
import { changes } from "#lib/db/schema/changes.ts"
import { openStore } from "#lib/db/store.ts"
import { testBackends } from "#lib/db/testing/stores.ts"
import { createChange } from "../create.ts"
import { openDesk } from "../testing/desk.ts"

const postgres = testBackends().filter(({ name }) => name === "Postgres")

describe.each(postgres)(
  "another process that stands still in its transaction on $name",
  ({ open }) => {
    test("keeps its own change to itself, and leaves the others to be woken", async () => {
      const desk = await openDesk(open)
      const { engine } = desk.store
      if (engine.kind !== "postgres") throw new Error("This is no Postgres")
      const other = await openStore({ databaseUrl: engine.databaseUrl, dataDir: null })
      const over = Promise.withResolvers<void>()
      let standing: Promise<void> = Promise.resolve()
      onTestFinished(async () => {
        over.resolve()
        await standing
        await other.close()
        await desk.close()
      })
      /** A change whose job got lost: only the sweep wakes it. */
      const change = async () => {
        const { changeId } = await createChange(desk.store.db, {
          contactId: desk.nextContact(),
          kind: "note",
          personId: desk.personId,
          steps: [{ kind: "create-note", body: "Written by whoever is awake" }],
        })
        return changeId
      }

      const theirs = await change()
      const stands = Promise.withResolvers<void>()
      standing = other.db.transaction(async (tx) => {
        await tx.select().from(changes).where(eq(changes.id, theirs)).for("update")
        await desk.engine.queue.wake(tx, theirs)
        stands.resolve()
        await over.promise
      })
      await stands.promise
      const next = await change()
      expect(await desk.ended(next)).toMatchObject({ status: "done" })
      expect(await desk.view(theirs)).toMatchObject({ status: "queued" })

      over.resolve()
      expect(await desk.ended(theirs)).toMatchObject({ status: "done" })
    })
  },
)
