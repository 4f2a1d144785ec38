import { asc, eq, inArray, isNotNull } from "drizzle-orm"
import { changeView } from "#lib/changes/views.ts"
import { auditEvents } from "#lib/db/schema/audit.ts"
import { changeSteps, changes } from "#lib/db/schema/changes.ts"
import { drafts } from "#lib/db/schema/reviews.ts"
import type { Store } from "#lib/db/store.ts"
import { isOver } from "./what-follows.ts"

/** A decision as the screen shows it, and the reference of its note. */
export type Decision = {
  runId: string
  draftStatus: string
  changeId: string | null
  status: string | null
  message: string
  reference: string | null
  /** Whether a person is asked about its note, which GHL altered. */
  altered: boolean
}

/** What the audit says of a step: written, in doubt, or already so. */
export type StepEvent = {
  id: number
  /** Which of the desk's stores has it: 0 is the one that a restored copy took the place of. */
  store: number
  action: "change.step-written" | "change.step-unsure" | "change.step-already-so"
  contactId: string
  kind: string
  label: string
  changeId: string
  stepId: string
  /** Of the store's clock, ms. */
  at: number
}

const CHANGE_ACTIONS = [
  "change.done",
  "change.stopped",
  "change.conflict",
  "change.cancelled",
  "change.conflict-merged",
  "change.resumed",
] as const

/** What the audit says of how a change went. */
export type ChangeEvent = { id: number; changeId: string; action: (typeof CHANGE_ACTIONS)[number] }

/** How a change rests. */
export type ChangeState = { changeId: string; status: string }

const STEP_ACTIONS = [
  "change.step-written",
  "change.step-unsure",
  "change.step-already-so",
] as const

/** The decisions in a store, through the view that the screens use. */
export async function decisionsIn({ db }: Store): Promise<Decision[]> {
  const rows = await db
    .select({ runId: drafts.runId, draftStatus: drafts.status, changeId: drafts.changeId })
    .from(drafts)
  const notes = await db
    .select({ changeId: changeSteps.changeId, reference: changeSteps.reference })
    .from(changeSteps)
    .innerJoin(changes, eq(changes.id, changeSteps.changeId))
    .where(isNotNull(changeSteps.reference))
  const references = new Map(notes.map((note) => [note.changeId, note.reference]))
  const decisions: Decision[] = []
  for (const row of rows) {
    const view = row.changeId ? await changeView(db, row.changeId) : null
    decisions.push({
      ...row,
      status: view?.status ?? null,
      message: view?.message ?? "",
      reference: references.get(row.changeId ?? "") ?? null,
      altered: (view?.altered ?? null) !== null,
    })
  }
  return decisions
}

/** What a store's audit says of the steps of changes. */
export async function stepEventsIn({ db }: Store, store: number): Promise<StepEvent[]> {
  const rows = await db
    .select()
    .from(auditEvents)
    .where(inArray(auditEvents.action, [...STEP_ACTIONS]))
    .orderBy(asc(auditEvents.id))
  return rows.map(({ id, at, action, contactId, detail }) => ({
    id,
    store,
    action: STEP_ACTIONS.find((one) => one === action) ?? "change.step-written",
    contactId: contactId ?? "",
    kind: String(detail.kind),
    label: String(detail.label),
    changeId: String(detail.changeId),
    stepId: String(detail.stepId),
    at: at.getTime(),
  }))
}

/** The changes in a store, by contact, each as it rests. */
export async function changesIn({ db }: Store): Promise<Map<string, ChangeState[]>> {
  const { id: changeId, contactId, status } = changes
  const rows = await db.select({ changeId, contactId, status }).from(changes)
  return Map.groupBy(rows, (row) => row.contactId)
}

/** Those of some changes that rest, until a person acts or for good. */
export async function restingOf({ db }: Store, changeIds: string[]): Promise<Set<string>> {
  const rows = await db
    .select({ id: changes.id, status: changes.status })
    .from(changes)
    .where(inArray(changes.id, changeIds))
  return new Set(rows.filter(({ status }) => isOver(status)).map(({ id }) => id))
}

/** What a store's audit says of how its changes went, by contact, in its order. */
export async function changeEventsIn({ db }: Store): Promise<Map<string, ChangeEvent[]>> {
  const rows = await db
    .select()
    .from(auditEvents)
    .where(inArray(auditEvents.action, [...CHANGE_ACTIONS]))
    .orderBy(asc(auditEvents.id))
  const events = rows.flatMap(({ id, action, contactId, detail }) => {
    const known = CHANGE_ACTIONS.find((one) => one === action)
    const changeId = String(detail.changeId)
    return known ? [{ id, action: known, changeId, contactId: contactId ?? "" }] : []
  })
  return Map.groupBy(events, (event) => event.contactId)
}
