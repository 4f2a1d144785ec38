import type { JournalEntry } from "#lib/sandbox/types.ts"
import { type Happened, OLDER_COPY } from "./befall.ts"
import { isApproved, type Story } from "./drive.ts"
import { incidentsFor, TOKEN_REVOKED } from "./incidents.ts"
import type { ContactRecord } from "./record-of-contact.ts"
import { refusedKinds } from "./refused-token.ts"
import { isOf, type Wanted } from "./wanted.ts"

/** A kind of trouble: how often a run had it in store, and how often it really came. */
export type Kind = { name: string; planned: number; happened: number }

/** Ids of the faults that struck a request, by the sandbox's journal. */
export const struckIn = (journal: JournalEntry[]): Set<string> =>
  new Set(journal.flatMap(({ fault }) => (fault ? [fault.id] : [])))

/** Whether a case met all that it had in store: with a lost answer alone no read has lagged. */
export const isStruck = ({ faultIds }: Story, struck: ReadonlySet<string>): boolean =>
  faultIds.length > 0 && faultIds.every((id) => struck.has(id))

/** Whether a colleague's edit came between the approval and the last request of ours about the contact. */
function cameBetween({ plan, approvedAt }: Story, record: ContactRecord | undefined): boolean {
  if (!plan.edit || !record) return false
  const last = record.entries.findLast(({ actor }) => actor === "app")
  return record.entries.some(
    ({ actor, time, n }) =>
      actor === "someone-else" &&
      Date.parse(time) >= approvedAt &&
      last !== undefined &&
      n < last.n,
  )
}

/** Every kind of trouble of a run on a store, counted by the journal and by what was done to the desk. */
export function kindsOf(run: {
  store: "pglite" | "postgres"
  wanted: readonly Wanted[]
  /** Those driven at random; not those that stood at await points. */
  stories: Story[]
  journal: JournalEntry[]
  records: Map<string, ContactRecord>
  happened: Happened
}): Kind[] {
  const { stories, records, happened } = run
  const struck = struckIn(run.journal)
  const faults = run.wanted.map((fault) => {
    const having = stories.filter(({ plan }) => isOf(plan.fault, fault))
    const met = having.filter((story) => isStruck(story, struck))
    const name = `fault: ${fault.name}${fault.on === null ? "" : `, on ${fault.on}`}`
    return { name, planned: having.length, happened: met.length }
  })
  const corrected = stories.filter(({ plan }) => plan.received !== null)
  const written = corrected.filter((story) => {
    const moved = records.get(story.plan.contactId)?.moved ?? []
    return moved.some(
      (move) => move.ours && move.kind === "set-field" && isApproved(story, move.after),
    )
  })
  const revoked = new Set(
    run.journal.flatMap(({ fault }) => (fault?.kind === "revoke-token" ? [fault.id] : [])),
  ).size
  const incidents = [...incidentsFor(run.store).map(({ name }) => name), OLDER_COPY].map((name) => {
    const planned = happened.get(name) ?? 0
    // Nobody's write-back was under way: it might as well not have happened.
    const felt = stories.some((story) => story.incidents.has(name))
    const times = name === TOKEN_REVOKED ? Math.min(planned, revoked) : planned
    return { name: `desk: ${name}`, planned, happened: felt ? times : 0 }
  })
  const edited = stories.filter(({ plan }) => plan.edit !== null)
  const between = edited.filter((story) => cameBetween(story, records.get(story.plan.contactId)))
  return [
    ...faults,
    ...incidents,
    ...refusedKinds(stories, struck),
    {
      name: "a text that the reviewer corrected",
      planned: corrected.length,
      happened: written.length,
    },
    { name: "a second editor in between", planned: edited.length, happened: between.length },
  ]
}
