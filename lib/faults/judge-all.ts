import { personEventsIn } from "./acts.ts"
import type { Lost } from "./befall.ts"
import { judge, type Verdict } from "./check.ts"
import type { Story } from "./drive.ts"
import {
  type ChangeEvent,
  type ChangeState,
  changeEventsIn,
  changesIn,
  type Decision,
  decisionsIn,
  stepEventsIn,
} from "./evidence.ts"
import type { ContactRecord } from "./record-of-contact.ts"
import type { Stage } from "./stage.ts"

export type JudgedStory = { story: Story; verdict: Verdict }

/** Judges every story by the journal and by the stores of all desks, none of which runs any more. */
export async function judgeAll(
  stage: Stage,
  stories: Story[],
  lost: Lost,
  records: Map<string, ContactRecord>,
): Promise<JudgedStory[]> {
  const known = { decisions: [] as Decision[], events: [...lost.steps] }
  const people = [...lost.people]
  const changes = new Map<string, ChangeState[]>()
  const ends = new Map<string, ChangeEvent[]>()
  // Every contact is the business of one desk alone.
  for (const { store } of stage.desks) {
    known.decisions.push(...(await store.look(decisionsIn)))
    people.push(await store.look(personEventsIn))
    known.events.push(...(await store.look((one) => stepEventsIn(one, 1))))
    for (const [contactId, of] of await store.look(changesIn)) changes.set(contactId, of)
    for (const [contactId, of] of await store.look(changeEventsIn)) ends.set(contactId, of)
  }
  const decisions = new Map(known.decisions.map((decision) => [decision.runId, decision]))
  const events = Map.groupBy(known.events, ({ contactId }) => contactId)
  const acts = stage.desks.flatMap(({ reviewer }) => reviewer.acts)
  const judgedAt = Date.now()
  const judged: JudgedStory[] = []
  for (const story of stories) {
    const { contactId, id } = story.plan
    const truth = await stage.control.truth(contactId)
    if (!truth) throw new Error(`The contact of ${id} is gone`)
    const verdict = judge({
      story,
      record: records.get(contactId) ?? { contactId, entries: [], moved: [] },
      truth,
      decision: decisions.get(id) ?? null,
      events: events.get(contactId) ?? [],
      changes: changes.get(contactId) ?? [],
      ends: ends.get(contactId) ?? [],
      acts: acts.filter(({ changeId }) => story.changeIds.includes(changeId)),
      personEvents: people.flatMap((one) => one.get(contactId) ?? []),
      holdMs: stage.holdMs,
      judgedAt,
    })
    judged.push({ story, verdict })
  }
  return judged
}
