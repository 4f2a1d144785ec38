import "server-only"
import { and, asc, eq, inArray, ne } from "drizzle-orm"
import { changeSteps, changes } from "#lib/db/schema/changes.ts"
import { people } from "#lib/db/schema/people.ts"
import type { Db } from "#lib/db/store.ts"
import type { ChangeRow, StepRow } from "./engine/rows.ts"
import type { ChangeView } from "./types.ts"

/** A chain of merged conflicts longer than this is nobody's doing. */
const MAX_CHAIN = 50

/** The steps of each of these changes by its id, in their order. */
export async function stepsOf(db: Db, changeIds: string[]): Promise<Map<string, StepRow[]>> {
  const byChange = new Map<string, StepRow[]>(changeIds.map((id) => [id, []]))
  if (changeIds.length === 0) return byChange
  const steps = await db
    .select()
    .from(changeSteps)
    .where(inArray(changeSteps.changeId, changeIds))
    .orderBy(asc(changeSteps.position))
  for (const step of steps) byChange.get(step.changeId)?.push(step)
  return byChange
}

/**
 * The steps of changes that each of these carries on, by its id: what a change did in the end is done by
 * its own steps and by those.
 */
export async function stepsBefore(
  db: Db,
  rows: Pick<ChangeRow, "id" | "continues">[],
): Promise<Map<string, StepRow[]>> {
  const before = new Map<string, StepRow[]>()
  let open = rows.flatMap(({ id, continues }) => (continues ? [{ root: id, id: continues }] : []))
  for (let round = 0; open.length > 0 && round < MAX_CHAIN; round++) {
    const ids = open.map(({ id }) => id)
    const steps = await stepsOf(db, ids)
    const earlier = await db
      .select({ id: changes.id, continues: changes.continues })
      .from(changes)
      .where(inArray(changes.id, ids))
    for (const { root, id } of open) {
      before.set(root, [...(steps.get(id) ?? []), ...(before.get(root) ?? [])])
    }
    open = open.flatMap(({ root, id }) => {
      const next = earlier.find((one) => one.id === id)?.continues
      return next ? [{ root, id: next }] : []
    })
  }
  return before
}

/** What takes each of these changes back, unless it was cancelled. */
export async function undosOf(
  db: Db,
  changeIds: string[],
): Promise<Map<string, NonNullable<ChangeView["undo"]>>> {
  if (changeIds.length === 0) return new Map()
  const found = await db
    .select({ change: changes, personName: people.name })
    .from(changes)
    .innerJoin(people, eq(people.id, changes.personId))
    .where(and(inArray(changes.undoOf, changeIds), ne(changes.status, "cancelled")))
  return new Map(
    found.map(({ change, personName }) => [
      change.undoOf ?? "",
      {
        changeId: change.id,
        status: change.status,
        personName,
        at: (change.finishedAt ?? change.createdAt).toISOString(),
      },
    ]),
  )
}

/** Steps of undos of these changes that were cancelled half-way, by the change they took back. */
export async function cancelledUndoSteps(
  db: Db,
  changeIds: string[],
): Promise<Map<string, StepRow[]>> {
  if (changeIds.length === 0) return new Map()
  const undos = await db
    .select({ id: changes.id, undoOf: changes.undoOf })
    .from(changes)
    .where(and(inArray(changes.undoOf, changeIds), eq(changes.status, "cancelled")))
  const steps = await stepsOf(
    db,
    undos.map(({ id }) => id),
  )
  const byChange = new Map<string, StepRow[]>()
  for (const { id, undoOf } of undos) {
    if (undoOf) byChange.set(undoOf, [...(byChange.get(undoOf) ?? []), ...(steps.get(id) ?? [])])
  }
  return byChange
}

/** The change that carries each of these on, by its id. */
export async function continuationsOf(db: Db, changeIds: string[]): Promise<Map<string, string>> {
  if (changeIds.length === 0) return new Map()
  const found = await db
    .select({ id: changes.id, continues: changes.continues })
    .from(changes)
    .where(inArray(changes.continues, changeIds))
  return new Map(found.map(({ id, continues }) => [continues ?? "", id]))
}
