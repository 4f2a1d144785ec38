import "server-only"
import { desc, eq, type SQL, sql } from "drizzle-orm"
import { changes } from "#lib/db/schema/changes.ts"
import { people } from "#lib/db/schema/people.ts"
import type { Db } from "#lib/db/store.ts"
import { alteredOf } from "./altered.ts"
import { delayedSince } from "./delay.ts"
import { delayMessage } from "./delay-words.ts"
import type { ChangeRow, StepRow } from "./engine/rows.ts"
import type { FailureKind } from "./failures.ts"
import { isOver } from "./over.ts"
import { cancelledUndoSteps, continuationsOf, stepsBefore, stepsOf, undosOf } from "./related.ts"
import type { AlteredNote, ChangeView, StepView } from "./types.ts"
import { stepsToUndo, UNDO_DAYS } from "./undo-plan.ts"
import { type ChangeFacts, changeMessage, type StepFacts, stepMessage } from "./words.ts"

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
  differs: step.status === "done" && step.detail.differs !== undefined,
  message: stepMessage(factsOf(step)),
})

const iso = (at: Date | null) => at?.toISOString() ?? null

/** When a change may be taken back: it is over, not carried on, not an undo itself, and its texts are kept. */
function canUndo(change: ChangeRow, related: Related): boolean {
  const { status, kind, finishedAt } = change
  const over = status === "done" || status === "cancelled"
  if (!over || related.undo || related.continuedBy || kind === "undo" || kind === "mend")
    return false
  const ageDays = (Date.now() - (finishedAt?.getTime() ?? 0)) / 86_400_000
  return (
    ageDays < UNDO_DAYS &&
    stepsToUndo([...related.stepsBefore, ...related.steps], related.undone).length > 0
  )
}

type Found = {
  change: ChangeRow
  personName: string
  behindAnother: boolean
  delayedSince: Date | null
}

type Related = {
  steps: StepRow[]
  /** Of the changes that this one carries on. */
  stepsBefore: StepRow[]
  undo: ChangeView["undo"]
  /** Steps of an undo that was given up half-way. */
  undone: StepRow[]
  continuedBy: string | null
  altered: AlteredNote | null
}

function viewOf(found: Found, related: Related): ChangeView {
  const { change, personName } = found
  const { status } = change
  const { steps } = related
  const facts: ChangeFacts = {
    status,
    failure: change.failureKind as FailureKind | null,
    behindAnother: found.behindAnother,
    carriedOn: related.continuedBy !== null,
    steps: steps.map(factsOf),
  }
  return {
    id: change.id,
    seq: change.seq,
    contactId: change.contactId,
    kind: change.kind,
    personName,
    status,
    draftId: change.draftId,
    undoOf: change.undoOf,
    undo: related.undo,
    continuedBy: related.continuedBy,
    createdAt: change.createdAt.toISOString(),
    holdUntil: status === "held" ? iso(change.holdUntil) : null,
    resumeAt: iso(change.resumeAt),
    finishedAt: iso(change.finishedAt),
    message: changeMessage(facts),
    delay: found.delayedSince && {
      since: found.delayedSince.toISOString(),
      message: delayMessage(facts, change.traceId),
    },
    traceId: change.traceId,
    steps: steps.map(stepView),
    altered: related.altered,
    can: {
      cancel: ["held", "queued", "waiting", "stopped", "conflict"].includes(status),
      tryAgain: ["stopped", "waiting", "unsure"].includes(status),
      markDoneByHand: status === "stopped" || status === "unsure",
      resolveConflict: status === "conflict",
      undo: canUndo(change, related),
    },
  }
}

/** Changes as screens show them. */
export async function findChanges(
  db: Db,
  query: { where: SQL | undefined; orderBy: SQL[]; limit: number },
): Promise<ChangeView[]> {
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
      delayedSince,
    })
    .from(changes)
    .innerJoin(people, eq(people.id, changes.personId))
    .where(query.where)
    .orderBy(...query.orderBy)
    .limit(query.limit)
  if (found.length === 0) return []
  const ids = found.map(({ change }) => change.id)
  // Before the steps: read after them, a note put right in between would look altered and decided about.
  const altered = await alteredOf(db, ids)
  const steps = await stepsOf(db, ids)
  const before = await stepsBefore(
    db,
    found.map(({ change }) => change),
  )
  const undos = await undosOf(db, ids)
  const undone = await cancelledUndoSteps(db, ids)
  const continuations = await continuationsOf(db, ids)
  return found.map((one) =>
    viewOf(one, {
      steps: steps.get(one.change.id) ?? [],
      stepsBefore: before.get(one.change.id) ?? [],
      undo: undos.get(one.change.id) ?? null,
      undone: undone.get(one.change.id) ?? [],
      continuedBy: continuations.get(one.change.id) ?? null,
      altered: altered.get(one.change.id) ?? null,
    }),
  )
}

const newestFirst = [sql`${changes.seq} desc`]

/** A change with its steps, in words; null when there is none. */
export async function changeView(db: Db, changeId: string): Promise<ChangeView | null> {
  const where = eq(changes.id, changeId)
  return (await findChanges(db, { where, orderBy: newestFirst, limit: 1 }))[0] ?? null
}

/** How many of a contact's changes its record shows. */
const IN_THE_RECORD = 10

/** The latest changes of a contact, newest first, as its record shows them. */
export const changesOfContact = (db: Db, contactId: string): Promise<ChangeView[]> =>
  findChanges(db, {
    where: eq(changes.contactId, contactId),
    orderBy: newestFirst,
    limit: IN_THE_RECORD,
  })

/** Ids of those of a contact's latest changes of which nothing more comes. */
export async function endedChangesOf(db: Db, contactId: string): Promise<string[]> {
  const latest = await db
    .select({ id: changes.id, status: changes.status })
    .from(changes)
    .where(eq(changes.contactId, contactId))
    .orderBy(desc(changes.seq))
    .limit(IN_THE_RECORD)
  return latest.filter(({ status }) => isOver(status)).map(({ id }) => id)
}
