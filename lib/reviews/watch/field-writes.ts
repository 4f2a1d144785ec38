import "server-only"
import { and, eq, type SQL } from "drizzle-orm"
import { changeSteps, changes } from "#lib/db/schema/changes.ts"
import { drafts } from "#lib/db/schema/reviews.ts"
import type { Db } from "#lib/db/store.ts"

/** Writes of fields for which `where` holds, each with what tells who stands behind its text (`vouchedTexts`). */
export const fieldWrites = (db: Db, where: SQL | undefined) =>
  db
    .select({
      kind: changes.kind,
      origin: drafts.origin,
      wanted: changeSteps.wanted,
      detail: changeSteps.detail,
    })
    .from(changeSteps)
    .innerJoin(changes, eq(changes.id, changeSteps.changeId))
    .leftJoin(drafts, eq(drafts.changeId, changes.id))
    .where(and(eq(changeSteps.kind, "set-field"), where))
