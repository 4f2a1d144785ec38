import { type PersonEvent, personEventsIn } from "./acts.ts"
import { each } from "./at-once.ts"
import type { Desk } from "./desk.ts"
import type { Door } from "./door.ts"
import { driveAgain, type Story } from "./drive.ts"
import { type StepEvent, stepEventsIn } from "./evidence.ts"
import { incidentsFor } from "./incidents.ts"
import type { Pace } from "./pace.ts"
import { randomFrom } from "./random.ts"
import { pause, RECENT_MS, TIMES } from "./scale.ts"

/** What is made of a store that an older copy took the place of. */
export const OLDER_COPY = "an older copy put back"

/** What was decided after a copy was made is not in it. */
const COPY_SLACK_MS = 5_000
/** Longest life of a change whose case nobody comes back to: what is older was over when the copy was made. */
const LIFE_MS = 120_000
/** Cases for which each incident happens once more. */
const CASES_A_ROUND = 250

/** What the audits of stores said that an older copy took the place of. */
export type Lost = { steps: StepEvent[]; people: Map<string, PersonEvent[]>[] }

/**
 * Puts an older copy in the store's place, as an operator would: everything is ended, what may still
 * be on its way at GHL is waited for, and what was decided since then is decided again.
 */
async function restore(desk: Desk, lost: Lost): Promise<void> {
  await desk.restartAll(async () => {
    // What was sent last may take effect a settling time after its caller would have given it up.
    await pause(TIMES.clientTimeoutMs + TIMES.settleMs)
    lost.steps.push(...(await desk.store.look((store) => stepEventsIn(store, 0))))
    lost.people.push(await desk.store.look(personEventsIn))
    await desk.store.restore()
  })
}

async function backUp(desk: Desk): Promise<void> {
  if (desk.store.kind === "postgres") return desk.store.backUp()
  await desk.restartAll(() => desk.store.backUp())
}

/** How often each incident happened, by name. */
export type Happened = Map<string, number>

/** The incidents of a run, one after the other, while cases are driven. */
export async function befall(
  desk: Desk,
  stories: Story[],
  run: {
    seed: number
    count: number
    /** Approvals under way at once. */
    reviewers: number
    door: Door
    pace: Pace
    /** Takes the events of a store that is given up. */
    lost: Lost
    happened: Happened
    say: (text: string) => void
  },
): Promise<void> {
  const { say, happened, pace } = run
  const random = randomFrom(run.seed + 17)
  const rounds = Math.max(1, Math.round(run.count / CASES_A_ROUND))
  const incidents = Array.from({ length: rounds }, () => incidentsFor(desk.store.kind)).flat()
  const tag = (name: string) => {
    for (const story of stories) {
      const recent = story.approvedAt > Date.now() - RECENT_MS
      if (recent || (story.draftId && !story.decided)) story.incidents.add(name)
    }
  }
  const count = (name: string) => happened.set(name, (happened.get(name) ?? 0) + 1)
  /** Spreads them over the run, each to a time at which it is felt; two more for the copy and for putting it back. */
  const due = () => pace.due(incidents.length + 2)
  let copiedAt = 0
  for (const [index, incident] of incidents.entries()) {
    if (index === Math.floor(incidents.length / 2)) {
      await due()
      say("an older copy is kept")
      copiedAt = Date.now()
      await backUp(desk)
    }
    await due()
    say(incident.name)
    tag(incident.name)
    await incident.happen(desk, random)
    tag(incident.name)
    count(incident.name)
  }
  await due()
  say("the older copy is put back")
  await run.door.close()
  // By when it had gone through: the first try may have been long before, at an app that stood still.
  const since = stories.filter(
    ({ decidedAt, approvedAt }) => (decidedAt || approvedAt) > copiedAt - COPY_SLACK_MS,
  )
  for (const story of since) story.incidents.add(OLDER_COPY)
  for (const story of stories) {
    if (story.approvedAt > copiedAt - LIFE_MS) story.lives += 1
  }
  await restore(desk, run.lost)
  count(OLDER_COPY)
  run.door.reopen()
  pace.over()
  const again = since.filter(({ decided }) => decided === "approved")
  say(`${again.length} decisions are looked at again`)
  await each(again, run.reviewers, (story) => driveAgain(desk, story, run.door.through))
}
