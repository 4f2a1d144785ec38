import "server-only"
import { and, asc, desc, eq, type SQL, sql } from "drizzle-orm"
import { alias } from "drizzle-orm/pg-core"
import { recordRead } from "#lib/audit/reads.ts"
import { hasAlteredNote } from "#lib/changes/altered.ts"
import { dbNow } from "#lib/changes/engine/time.ts"
import { undosOf } from "#lib/changes/related.ts"
import type { ChangeStatus } from "#lib/changes/types.ts"
import { changes } from "#lib/db/schema/changes.ts"
import { people } from "#lib/db/schema/people.ts"
import { drafts } from "#lib/db/schema/reviews.ts"
import type { Db } from "#lib/db/store.ts"
import { env } from "#lib/env.ts"
import type { InboxCounts, InboxPage, InboxRow } from "./inbox-types.ts"
import { otherDrafts } from "./other-drafts.ts"
import type { OtherDrafts } from "./other-drafts-types.ts"
import {
  firstApprover,
  forSecondPerson,
  heldByOthers,
  inQueue,
  isClaimed,
  isUrgent,
} from "./queue-conditions.ts"
import { isOpenQueue, type ListedQueue, QUEUES, type QueueId } from "./queues.ts"
import { reopenCancelled } from "./reopen.ts"
import { modelInWords } from "./review.ts"
import { reviewersOf } from "./reviewers.ts"
import { type ReviewSettings, reviewSettings } from "./settings.ts"
import { watchNews } from "./watch/news.ts"

/** Rows a page of a queue shows; each costs a read of GHL for its name. */
export const PAGE_ROWS = 50

const HOUR = 3_600_000

const holder = alias(people, "holder")
const assignee = alias(people, "assignee")
const decider = alias(people, "decider")
const approver = alias(people, "approver")

/** How many drafts each queue holds for this person. */
export async function inboxCounts(db: Db, personId: string): Promise<InboxCounts> {
  const counted = (condition: SQL | undefined) =>
    sql<number>`count(*) filter (where ${condition})::int`
  const queues = Object.fromEntries(
    QUEUES.map((queue) => [queue, counted(inQueue(queue, personId))]),
  ) as Record<QueueId, SQL<number>>
  const [row] = await db
    .select({
      ...queues,
      urgent: counted(and(inQueue("waiting", personId), isUrgent)),
      heldByOthers: counted(heldByOthers(personId)),
      forSecondPerson: counted(and(eq(drafts.backlog, false), forSecondPerson(personId))),
    })
    .from(drafts)
  if (!row) throw new Error("a count answered nothing")
  return row
}

/** Who reviews drafts now that this person would else see in `waiting`. */
async function holdersOf(db: Db, personId: string): Promise<string[]> {
  const rows = await db
    .selectDistinct({ name: people.name })
    .from(drafts)
    .innerJoin(people, eq(people.id, drafts.claimedBy))
    .where(heldByOthers(personId))
    .orderBy(people.name)
  return rows.map(({ name }) => name)
}

/**
 * Undecided: urgent first, one's own before others', what is due first, and at the end what nobody reviews
 * before a second person does. Decided: the last one first.
 */
function orderOf(queue: ListedQueue, personId: string): SQL[] {
  if (!isOpenQueue(queue)) return [sql`${drafts.decidedAt} desc nulls last`, asc(drafts.id)]
  const own = sql`(${isClaimed} and ${drafts.claimedBy} = ${personId})`
  const leftToOthers = sql`(${forSecondPerson(personId)} and not ${isClaimed})`
  return [asc(leftToOthers), desc(isUrgent), desc(own), asc(drafts.receivedAt), asc(drafts.id)]
}

/** Without the texts, which are large and not for a list. */
const COLUMNS = {
  id: drafts.id,
  contactId: drafts.contactId,
  status: drafts.status,
  origin: drafts.origin,
  receivedAt: drafts.receivedAt,
  decidedAt: drafts.decidedAt,
  rejectReasonId: drafts.rejectReasonId,
  supersededBy: drafts.supersededBy,
  modelName: drafts.modelName,
  modelVersion: drafts.modelVersion,
  critical: drafts.critical,
  claimedBy: drafts.claimedBy,
  assignedTo: drafts.assignedTo,
  changeId: drafts.changeId,
} as const

type Found = {
  draft: Pick<typeof drafts.$inferSelect, keyof typeof COLUMNS>
  claimed: boolean
  secondsLeft: number
  holder: string | null
  assignee: string | null
  decider: string | null
  firstApprovedBy: string | null
  firstApproval: string | null
  writeBack: ChangeStatus | null
  noteAltered: boolean
}

function toRow(
  found: Found,
  { targetHours, rejectReasons }: ReviewSettings,
  undos: Awaited<ReturnType<typeof undosOf>>,
  others: ReadonlyMap<string, OtherDrafts>,
): InboxRow {
  const { draft } = found
  const urgent = draft.critical.length > 0
  const due = draft.receivedAt.getTime() + (urgent ? targetHours.urgent : targetHours.normal) * HOUR
  const named = (id: string | null, name: string | null) =>
    id === null ? null : { id, name: name ?? "Somebody" }
  const claim = found.claimed ? named(draft.claimedBy, found.holder) : null
  return {
    id: draft.id,
    contactId: draft.contactId,
    status: draft.status,
    inGhl: draft.origin === "watch",
    receivedAt: draft.receivedAt.toISOString(),
    dueAt: draft.status === "waiting" ? new Date(due).toISOString() : null,
    decidedAt: draft.decidedAt?.toISOString() ?? null,
    decidedBy: found.decider,
    reason: rejectReasons.find(({ id }) => id === draft.rejectReasonId)?.label ?? null,
    supersededBy: draft.supersededBy,
    model: modelInWords(draft),
    otherDrafts: others.get(draft.id) ?? null,
    critical: draft.critical,
    claim: claim && { ...claim, secondsLeft: Math.max(0, Math.round(found.secondsLeft)) },
    assignedTo: named(draft.assignedTo, found.assignee),
    firstApproval: named(found.firstApprovedBy, found.firstApproval),
    // A merged conflict moves the draft on to the change that carries it on.
    writeBack: found.writeBack && {
      status: found.writeBack,
      undo: undos.get(draft.changeId ?? "") ?? null,
    },
    noteAltered: found.noteAltered,
  }
}

/**
 * A page of a queue as this person sees it, with the counts of all, audited as delivered. Reads nothing from GHL: the inbox
 * stands while GHL is down, and looking again costs it nothing. Past the last page, the last one.
 */
export async function listInbox(
  db: Db,
  input: { queue: ListedQueue; mine?: boolean; page?: number },
  personId: string,
): Promise<InboxPage> {
  await reopenCancelled(db)
  const { queue, mine = false } = input
  const inIt = and(inQueue(queue, personId), mine ? eq(drafts.assignedTo, personId) : undefined)
  const settings = await reviewSettings(db)
  const total = await db.$count(drafts, inIt)
  const pages = Math.max(1, Math.ceil(total / PAGE_ROWS))
  const page = Math.min(Math.max(1, input.page ?? 1), pages)
  const found = await db
    .select({
      draft: COLUMNS,
      claimed: isClaimed,
      secondsLeft: sql<number>`coalesce(extract(epoch from ${drafts.claimedUntil} - ${dbNow()}), 0)::float8`,
      holder: holder.name,
      assignee: assignee.name,
      decider: decider.name,
      firstApprovedBy: firstApprover,
      firstApproval: approver.name,
      writeBack: changes.status,
      noteAltered: hasAlteredNote,
    })
    .from(drafts)
    .leftJoin(holder, eq(holder.id, drafts.claimedBy))
    .leftJoin(assignee, eq(assignee.id, drafts.assignedTo))
    .leftJoin(decider, eq(decider.id, drafts.decidedBy))
    .leftJoin(approver, eq(approver.id, firstApprover))
    .leftJoin(changes, eq(changes.id, drafts.changeId))
    .where(inIt)
    .orderBy(...orderOf(queue, personId))
    .limit(PAGE_ROWS)
    .offset((page - 1) * PAGE_ROWS)
  const undos = await undosOf(
    db,
    found.flatMap(({ draft }) => draft.changeId ?? []),
  )
  const others = await otherDrafts(
    db,
    found.map(({ draft }) => draft.id),
  )
  await recordRead(db, {
    verb: "drafts.listed",
    personId,
    subject: { contactIds: [...new Set(found.map(({ draft }) => draft.contactId))] },
    byItself: true,
  })
  return {
    queue,
    mine,
    page,
    pages,
    total,
    counts: await inboxCounts(db, personId),
    holders: await holdersOf(db, personId),
    reviewers: await reviewersOf(db),
    watch: await watchNews(db, env().WATCH_SECONDS),
    targetHours: settings.targetHours,
    rows: found.map((row) => toRow(row, settings, undos, others)),
  }
}
