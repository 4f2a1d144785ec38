import "server-only"
import { asc, desc, eq, inArray, type SQL, sql } from "drizzle-orm"
import { changeSteps, changes } from "#lib/db/schema/changes.ts"
import { people } from "#lib/db/schema/people.ts"
import type { Db } from "#lib/db/store.ts"
import type { ChangeRow, StepRow } from "./engine/rows.ts"
import type { FailureKind } from "./failures.ts"
import type { ChangeView, StepView } from "./types.ts"
import { changeMessage, type StepFacts, stepMessage } from "./words.ts"

const factsOf = (step: StepRow): StepFacts => ({
  kind: step.kind,
  label: step.label,
  status: step.status,
  alreadySo: step.alreadySo,
  doubt: step.doubt,
  // Written by the engine from this very type.
  failure: step.failureKind as FailureKind | null,
  detail: step.detail,
})

const stepView = (step: StepRow): StepView => ({
  id: step.id,
  kind: step.kind,
  label: step.label,
  status: step.status,
  alreadySo: step.alreadySo,
  conflict:
    step.status === "conflict" ? { seen: step.seen, found: step.found, wanted: step.wanted } : null,
  message: stepMessage(factsOf(step)),
})

const iso = (at: Date | null) => at?.toISOString() ?? null

type Found = { change: ChangeRow; personName: string; behindAnother: boolean }

function viewOf({ change, personName, behindAnother }: Found, steps: StepRow[]): ChangeView {
  const { status } = change
  return {
    id: change.id,
    contactId: change.contactId,
    kind: change.kind,
    personName,
    status,
    createdAt: change.createdAt.toISOString(),
    holdUntil: status === "held" ? iso(change.holdUntil) : null,
    resumeAt: iso(change.resumeAt),
    finishedAt: iso(change.finishedAt),
    message: changeMessage({
      status,
      failure: change.failureKind as FailureKind | null,
      behindAnother,
      steps: steps.map(factsOf),
    }),
    traceId: change.traceId,
    steps: steps.map(stepView),
    can: {
      cancel: ["held", "queued", "waiting", "stopped", "conflict"].includes(status),
      tryAgain: status === "stopped" || status === "waiting",
      markDoneByHand: status === "stopped",
      resolveConflict: status === "conflict",
    },
  }
}

async function find(db: Db, where: SQL | undefined, limit: number): Promise<ChangeView[]> {
  const found = await db
    .select({
      change: changes,
      personName: people.name,
      behindAnother: sql<boolean>`exists (
        select 1 from changes as other
        where other.contact_id = ${changes.contactId} and other.id <> ${changes.id} and (
          other.status in ('running', 'waiting', 'unsure')
          or (other.status = 'queued' and other.seq < ${changes.seq})
        )
      )`,
    })
    .from(changes)
    .innerJoin(people, eq(people.id, changes.personId))
    .where(where)
    .orderBy(desc(changes.seq))
    .limit(limit)
  if (found.length === 0) return []
  const steps = await db
    .select()
    .from(changeSteps)
    .where(
      inArray(
        changeSteps.changeId,
        found.map(({ change }) => change.id),
      ),
    )
    .orderBy(asc(changeSteps.position))
  return found.map((one) =>
    viewOf(
      one,
      steps.filter((step) => step.changeId === one.change.id),
    ),
  )
}

/** A change with its steps, in words; null when there is none. */
export async function changeView(db: Db, changeId: string): Promise<ChangeView | null> {
  return (await find(db, eq(changes.id, changeId), 1))[0] ?? null
}

/** The latest changes of a contact, newest first. */
export const changesOfContact = (db: Db, contactId: string, limit = 20): Promise<ChangeView[]> =>
  find(db, eq(changes.contactId, contactId), limit)
