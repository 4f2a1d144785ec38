import { asc, eq, inArray } from "drizzle-orm"
import { auditEvents } from "#lib/db/schema/audit.ts"
import { people } from "#lib/db/schema/people.ts"
import type { Store } from "#lib/db/store.ts"

const PERSON_ACTIONS = [
  "draft.approved",
  "change.cancelled",
  "change.resumed",
  "change.done-by-hand",
  "change.conflict-kept",
  "change.conflict-overwritten",
  "change.conflict-merged",
  "change.undone",
] as const

export type PersonAction = (typeof PERSON_ACTIONS)[number]

/** An act of the reviewer on a change. `asked`: its answer never came, so it may have been done or not. */
export type PersonAct = {
  action: PersonAction
  changeId: string
  how: "asked" | "done" | "refused"
}

/** What the audit says of an act of a person, and by whom. */
export type PersonEvent = { action: PersonAction; changeId: string; by: string | null; key: string }

/** Who acts in a run. */
export const REVIEWER_EMAIL = "coordinator@caredesk.test"

/** What a store's audit says of the acts of people, by contact. A copy of the store has the same keys. */
export async function personEventsIn({ db }: Store): Promise<Map<string, PersonEvent[]>> {
  const rows = await db
    .select({ event: auditEvents, by: people.email })
    .from(auditEvents)
    .leftJoin(people, eq(people.id, auditEvents.personId))
    .where(inArray(auditEvents.action, [...PERSON_ACTIONS]))
    .orderBy(asc(auditEvents.id))
  const events = rows.flatMap(({ event, by }) => {
    const action = PERSON_ACTIONS.find((one) => one === event.action)
    if (!action) return []
    const key = `${event.id} ${event.at.getTime()} ${JSON.stringify(event.detail)}`
    const changeId = String(event.detail.changeId)
    const told = { action, changeId, key, by: event.actor === "person" ? by : null }
    return [{ ...told, contactId: event.contactId ?? "" }]
  })
  return Map.groupBy(events, ({ contactId }) => contactId)
}

/** Whether the audit tells each act of the reviewer once, of that change and by them, and no act that was none. */
export function flawsOfActs(acts: PersonAct[], events: PersonEvent[]): string[] {
  const flaws: string[] = []
  // Of a store that was put back, what both it and its copy tell is told once.
  const told = [...new Map(events.map((event) => [event.key, event])).values()]
  const kinds = Map.groupBy(acts, ({ action, changeId }) => `${action} ${changeId}`)
  for (const same of kinds.values()) {
    const [first] = same
    if (!first) continue
    const its = told.filter(
      ({ action, changeId }) => action === first.action && changeId === first.changeId,
    )
    const least = same.filter(({ how }) => how === "done").length
    const most = same.filter(({ how }) => how !== "refused").length
    if (its.length < least)
      flaws.push(`${first.action} was done, and the audit does not tell of it`)
    if (its.length > most) flaws.push(`the audit tells ${first.action} more often than it was done`)
    if (its.some(({ by }) => by !== REVIEWER_EMAIL)) {
      flaws.push(`the audit says that somebody else did ${first.action}`)
    }
  }
  return flaws
}
