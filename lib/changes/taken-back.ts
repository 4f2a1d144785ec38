import "server-only"
import { and, type Column, eq, exists, type SQL, sql } from "drizzle-orm"
import { alias } from "drizzle-orm/pg-core"
import { changeSteps, changes } from "#lib/db/schema/changes.ts"
import type { Db } from "#lib/db/store.ts"

/** Whether an undo has put the text back that stood before this change; its other steps may still be open. */
export function isTextTakenBack(db: Db, changeId: Column): SQL {
  const undo = alias(changes, "undo_change")
  const restored = alias(changeSteps, "undo_step")
  return exists(
    db
      .select({ one: sql`1` })
      .from(undo)
      .innerJoin(restored, eq(restored.changeId, undo.id))
      .where(
        and(eq(undo.undoOf, changeId), eq(restored.kind, "set-field"), eq(restored.status, "done")),
      ),
  )
}
