import "server-only"
import { and, asc, eq, gt, or, sql } from "drizzle-orm"
import { union } from "drizzle-orm/pg-core"
import { hasOpenAltered } from "#lib/changes/altered.ts"
import type { ChangeRow, StepRow } from "#lib/changes/engine/rows.ts"
import { stepsBefore, stepsOf } from "#lib/changes/related.ts"
import { changeSteps, changes } from "#lib/db/schema/changes.ts"
import { decisions, drafts } from "#lib/db/schema/reviews.ts"
import type { Db } from "#lib/db/store.ts"
import { acceptedOf, expectationOfAccepted, isAcceptedAlone } from "./accepted.ts"
import { expectationsOf } from "./expect.ts"
import { LOOK_BACK_DAYS } from "./look-back.ts"
import type { Decided, Expectation } from "./types.ts"

/**
 * A change that is over within the days looked at and that a decision ended with: written, or given up
 * after a part of it may have been written. One that another carries on is looked at with that one. So is
 * any other change as long as somebody has to decide about its note, which GHL altered.
 */
export const isFinishedDecision = and(
  or(eq(changes.kind, "review"), hasOpenAltered),
  or(
    eq(changes.status, "done"),
    and(
      eq(changes.status, "cancelled"),
      sql`not exists (select 1 from ${changes} as later where later.continues = ${changes.id})`,
      sql`(${changes.continues} is not null or exists (select 1 from ${changeSteps} where ${changeSteps.changeId} = ${changes.id} and ${changeSteps.status} = 'done'))`,
    ),
  ),
  gt(changes.finishedAt, sql`clock_timestamp() - ${LOOK_BACK_DAYS}::int * interval '1 day'`),
)

/** Contacts with a decision that was finished in the last 30 days, in a fixed order, after one of them. */
export async function contactsToCheck(db: Db, after: string | null): Promise<string[]> {
  const written = db
    .select({ contactId: changes.contactId })
    .from(changes)
    .where(and(isFinishedDecision, after === null ? undefined : gt(changes.contactId, after)))
  const accepted = db
    .select({ contactId: decisions.contactId })
    .from(decisions)
    .where(and(isAcceptedAlone, after === null ? undefined : gt(decisions.contactId, after)))
  const found = await union(written, accepted).orderBy(asc(sql`contact_id`))
  return found.map(({ contactId }) => contactId)
}

export type DecisionToCheck = Decided & { personId: string; expectations: Expectation[] }

export type ContactToCheck = {
  decisions: DecisionToCheck[]
  /** A change to it is under way, so that nothing can be said of it now. */
  moving: boolean
  /** Changes whenever one of its changes does. */
  version: string
}

const placeOf = (one: Expectation): string => {
  if (one.kind === "text") return `field ${one.fieldId}`
  if (one.kind === "accepted") return `field ${one.fieldId}${one.below ? ", below" : ""}`
  return one.kind === "tag" ? `tag ${one.tag}` : `note ${one.reference}`
}

/** The places of which a later decision has the last word: of a whole field also what was kept below in it. */
const placesTakenBy = (one: Expectation): string[] =>
  one.kind === "accepted" && !one.below ? [placeOf(one), `${placeOf(one)}, below`] : [placeOf(one)]

/** What two decisions ask for alike is the later one's: a difference is listed once. Oldest first. */
function eachOnce(decisions: DecisionToCheck[]): DecisionToCheck[] {
  const taken = new Set<string>()
  return decisions
    .toReversed()
    .map((decision) => ({
      ...decision,
      expectations: decision.expectations.filter((one) => {
        const isFirst = !taken.has(placeOf(one))
        for (const place of placesTakenBy(one)) taken.add(place)
        return isFirst
      }),
    }))
    .toReversed()
}

/**
 * Decisions about a contact with what each still demands. Of one that was taken back, or is being, only
 * what the undo has not touched.
 */
export async function decisionsOf(db: Db, contactId: string): Promise<ContactToCheck> {
  const rows = await db
    .select()
    .from(changes)
    .where(eq(changes.contactId, contactId))
    .orderBy(asc(changes.seq))
  const steps = await stepsOf(
    db,
    rows.map(({ id }) => id),
  )
  const all = [...steps.values()].flat()
  const finished = await db
    .select()
    .from(changes)
    .where(and(eq(changes.contactId, contactId), isFinishedDecision))
    .orderBy(asc(changes.seq))
  const ofFound = await db
    .select({ changeId: drafts.changeId })
    .from(drafts)
    .where(and(eq(drafts.contactId, contactId), eq(drafts.origin, "watch")))
  const alone = await acceptedOf(db, contactId, "alone")
  const withChange = await acceptedOf(db, contactId, "with-change")
  const takenBack = new Set(
    rows.flatMap(({ undoOf, status }) => (undoOf && status === "done" ? [undoOf] : [])),
  )
  const before = await stepsBefore(db, finished)
  const ownSteps = (change: ChangeRow): StepRow[] => [
    ...(before.get(change.id) ?? []),
    ...(steps.get(change.id) ?? []),
  ]
  const wroteSomething = (change: ChangeRow) =>
    change.status === "done" || ownSteps(change).some(({ status }) => status === "done")
  const acceptedWith = (change: ChangeRow) =>
    takenBack.has(change.id) ? [] : withChange.filter(({ changeId }) => changeId === change.id)
  const found = [
    ...finished.filter(wroteSomething).map((change) => ({
      at: change.createdAt,
      changeId: change.id,
      decisionId: null,
      personId: change.personId,
      expectations: [
        ...acceptedWith(change).flatMap((one) => expectationOfAccepted(one, all)),
        ...expectationsOf(
          ownSteps(change),
          all,
          ofFound.some(({ changeId }) => changeId === change.id),
        ).filter(
          // What a coordinator wrote by hand is looked at for its altered note alone.
          ({ kind }) => change.kind === "review" || kind === "note",
        ),
      ],
    })),
    ...alone.map((one) => ({
      at: one.at,
      changeId: null,
      decisionId: one.decisionId,
      personId: one.personId,
      expectations: expectationOfAccepted(one, all),
    })),
  ]
  return {
    decisions: eachOnce(found.toSorted((one, other) => one.at.getTime() - other.at.getTime())),
    moving: rows.some(({ status }) => ["queued", "running", "waiting", "unsure"].includes(status)),
    version: [
      ...rows.map(({ id, updatedAt }) => `${id} ${updatedAt.getTime()}`),
      ...alone.map(({ decisionId }) => decisionId),
    ].join("\n"),
  }
}
