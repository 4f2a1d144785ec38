import { createWorld } from "#lib/sandbox/seed/world.ts"
import { type DriveOne, type Halts, killAtAwaitPoints } from "./await-points.ts"
import { type Case, editedWhileHeld, evenLater, planCase, planPath } from "./cases.ts"
import { judge, type Verdict } from "./check.ts"
import { drive, driveAgain, newStory, type Story } from "./drive.ts"
import { changeEventsIn, changesIn, decisionsIn, type StepEvent, stepEventsIn } from "./evidence.ts"
import { incidentsFor } from "./incidents.ts"
import { randomFrom } from "./random.ts"
import { type ContactRecord, readBefore, recordsOf } from "./record-of-contact.ts"
import { pause, TIMES } from "./scale.ts"
import { type Guard, openStage, type Stage } from "./stage.ts"

export type RunOptions = {
  store: "pglite" | "postgres"
  count: number
  seed: number
  switchOff: Guard | null
  /** Runs this one case and nothing else. */
  only: number | null
  /** Whether the desk is killed, stopped, restored and its clocks set while changes are on their way. */
  incidents: boolean
  say: (text: string) => void
}

export type Outcome = {
  stories: { story: Story; verdict: Verdict }[]
  halts: Halts | null
  /** From what a read showed to the arrival of the write that rests on it, ms, sorted. */
  windows: number[]
  /** Folder of logs, for a look. */
  folder: string
}

/** Approvals under way at once. */
const REVIEWERS = 4
/** A restart is felt by what was decided in the seconds before it. */
const RECENT_MS = 8_000

/** A door that is open unless someone works behind it. */
function makeGate() {
  let closed: PromiseWithResolvers<void> | null = null
  let inside = 0
  return {
    async through<T>(act: () => Promise<T>): Promise<T> {
      while (closed) await closed.promise
      inside += 1
      return act().finally(() => {
        inside -= 1
      })
    },
    /** Resolves when nobody is inside any more. */
    async close(): Promise<void> {
      closed = Promise.withResolvers()
      while (inside > 0) await pause(20)
    },
    reopen(): void {
      closed?.resolve()
      closed = null
    },
  }
}

/** Waits until the app has asked the upstream nothing for twice its longest delay. */
async function untilQuiet(stage: Stage): Promise<boolean> {
  let last = 0
  let since = performance.now()
  const deadline = since + 180_000
  while (performance.now() < deadline) {
    const later = (await stage.control.journal(last)).filter(({ actor }) => actor === "app")
    const entry = later.at(-1)
    if (entry) {
      last = entry.n
      since = performance.now()
    }
    if (performance.now() - since > 2 * TIMES.longestUpstreamMs) return true
    await pause(200)
  }
  return false
}

/** What the token's trouble stopped, a person starts again once it is mended. */
async function tryStoppedAgain(stage: Stage, stories: Story[]): Promise<void> {
  for (const { draftId, changeIds } of stories) {
    const changeId = changeIds.at(-1)
    const view = changeId ? await stage.reviewer.view(changeId) : null
    if (changeId && draftId && view?.status === "stopped" && view.message.includes("token")) {
      await stage.reviewer.tryAgain(changeId, draftId)
    }
  }
}

/**
 * Puts an older copy in the store's place, as an operator would: everything is ended, what may still
 * be on its way at GHL is waited for, and what was decided since then is decided again.
 */
async function restore(stage: Stage, lost: StepEvent[]): Promise<void> {
  await stage.restartAll(async () => {
    await pause(TIMES.settleMs)
    lost.push(...(await stage.store.look((store) => stepEventsIn(store, 0))))
    await stage.store.restore()
  })
}

async function backUp(stage: Stage): Promise<void> {
  if (stage.store.kind === "postgres") return stage.store.backUp()
  await stage.restartAll(() => stage.store.backUp())
}

/** What was decided after a copy was made is not in it. */
const COPY_SLACK_MS = 5_000
/** Longest life of a change whose case nobody comes back to: what is older was over when the copy was made. */
const LIFE_MS = 120_000

/** The incidents of a run, one after the other, while cases are driven. */
async function befall(
  stage: Stage,
  stories: Story[],
  options: RunOptions,
  desk: { gate: ReturnType<typeof makeGate>; progress: () => number; lost: StepEvent[] },
): Promise<void> {
  const { say, seed, count } = options
  const random = randomFrom(seed + 17)
  const rounds = Math.max(1, Math.round(count / 250))
  const incidents = Array.from({ length: rounds }, () => incidentsFor(stage.store.kind)).flat()
  const tag = (name: string) => {
    for (const story of stories) {
      const recent = story.approvedAt > Date.now() - RECENT_MS
      if (recent || (story.draftId && !story.decided)) story.incidents.add(name)
    }
  }
  let turn = 0
  /** Spreads them over the run; two more for the copy and for putting it back. */
  const due = async () => {
    turn += 1
    while (desk.progress() < (turn / (incidents.length + 3)) * 0.95) await pause(50)
  }
  let copiedAt = 0
  for (const [index, incident] of incidents.entries()) {
    if (index === Math.floor(incidents.length / 2)) {
      await due()
      say("an older copy is kept")
      copiedAt = Date.now()
      await backUp(stage)
    }
    await due()
    say(incident.name)
    tag(incident.name)
    await incident.happen(stage, random)
    tag(incident.name)
  }
  await due()
  say("the older copy is put back")
  await desk.gate.close()
  const since = stories.filter(({ approvedAt }) => approvedAt > copiedAt - COPY_SLACK_MS)
  for (const story of since) story.incidents.add("an older copy put back")
  for (const story of stories) {
    if (story.approvedAt > copiedAt - LIFE_MS) story.lives += 1
  }
  await restore(stage, desk.lost)
  desk.gate.reopen()
  const again = since.filter(({ decided }) => decided === "approved")
  say(`${again.length} decisions are looked at again`)
  for (const story of again) await driveAgain(stage, story, desk.gate.through)
}

/** Drives all cases, some at a time, while the incidents happen. */
async function driveAll(
  stage: Stage,
  stories: Story[],
  options: RunOptions,
  lost: StepEvent[],
): Promise<void> {
  const gate = makeGate()
  const edits: Promise<void>[] = []
  const queue = [...stories]
  const reviewer = async (): Promise<void> => {
    for (let story = queue.shift(); story; story = queue.shift()) {
      edits.push((await drive(stage, story, gate.through)).edited)
    }
  }
  const progress = () => 1 - queue.length / stories.length
  await Promise.all([
    ...Array.from({ length: REVIEWERS }, reviewer),
    options.incidents ? befall(stage, stories, options, { gate, progress, lost }) : null,
  ])
  await Promise.all(edits)
}

/** How long the writes of a record took from what their read showed to their arrival, ms. */
const windowsOf = (record: ContactRecord): number[] =>
  record.entries
    .filter(({ actor, method }) => actor === "app" && method !== "GET")
    .flatMap((write) => {
      const read = readBefore(record, write)
      if (!read?.asOf || read.fault?.kind === "lag") return []
      return [Date.parse(write.time) - Date.parse(read.asOf)]
    })

/** The case that a run without a guard cannot but feel. */
function harsher(plan: Case, index: number, switchOff: Guard | null): Case {
  if (switchOff === "settling") return evenLater(plan)
  return switchOff === "fresh-read" ? editedWhileHeld(plan, index) : plan
}

/** What a short run stands at: on PGlite each point inside a transaction costs a start. */
const FEW_POINTS = { pglite: { outside: 30, inside: 6 }, postgres: { outside: 30, inside: 24 } }
/** Cases from which on a run stands at every point. */
const ALL_POINTS_FROM = 500

/** Runs the proof on one kind of store. Null where that store cannot be had. */
export async function runProof(options: RunOptions): Promise<Outcome | null> {
  const { count, seed, say, only } = options
  const spare = 1_500
  const world = await createWorld(seed, count + spare)
  const contacts = world.contacts.map(({ id }) => id)
  const stage = await openStage({ ...options, contacts: count + spare, workers: 2 })
  if (!stage) return null
  try {
    const contactAt = (index: number) => {
      const id = contacts[index]
      if (!id) throw new Error("The sandbox has no contacts left")
      return id
    }
    const indexes = only === null ? Array.from({ length: count }, (_, index) => index) : [only]
    const stories = indexes.map((index) =>
      newStory(harsher(planCase(seed, index, contactAt(index)), index, options.switchOff)),
    )
    const lost: StepEvent[] = []
    await driveAll(stage, stories, options, lost)

    let halts: Halts | null = null
    const halted: Story[] = []
    if (options.incidents) {
      say("killed at each await point")
      const driven: Promise<unknown>[] = []
      const driveOne: DriveOne = async (path, decided) => {
        const index = halted.length
        if (index === spare) throw new Error("The sandbox has no contacts left")
        const story = newStory(planPath(seed, index, contactAt(count + index), path))
        story.incidents.add(`killed at its await points: ${path.name}`)
        halted.push(story)
        const { edited } = await drive(stage, story, (act) => act(), decided)
        driven.push(edited)
        return story
      }
      const few = count < ALL_POINTS_FROM ? FEW_POINTS[stage.store.kind] : null
      halts = await killAtAwaitPoints(stage, {
        driveOne,
        random: randomFrom(seed + 3),
        sample: few,
        say,
      })
      await Promise.all(driven)
    }

    say("waiting until nothing is on its way any more")
    const all = [...stories, ...halted]
    await pause(1_000)
    await tryStoppedAgain(stage, all)
    const quiet = await untilQuiet(stage)
    const deaths = [stage.app, ...stage.workers].flatMap(({ name, deaths }) =>
      deaths.map((said) => `the ${name} ended by itself: ${said}`),
    )
    for (const { undo } of all) {
      if (undo) Object.assign(undo, await stage.reviewer.view(undo.changeId))
    }
    for (const part of [stage.app, ...stage.workers]) await part.kill()

    const records = recordsOf(await stage.control.journal())
    const decisions = await stage.store.look(decisionsIn)
    const events = [...lost, ...(await stage.store.look((store) => stepEventsIn(store, 1)))]
    const changes = await stage.store.look(changesIn)
    const ends = await stage.store.look(changeEventsIn)
    const judgedAt = Date.now()
    const judged: Outcome["stories"] = []
    for (const story of all) {
      const { contactId, id } = story.plan
      const truth = await stage.control.truth(contactId)
      if (!truth) throw new Error(`The contact of ${id} is gone`)
      const verdict = judge({
        story,
        record: records.get(contactId) ?? { contactId, entries: [], moved: [] },
        truth,
        decision: decisions.find(({ runId }) => runId === id) ?? null,
        events: events.filter((event) => event.contactId === contactId),
        changes: changes.get(contactId) ?? [],
        ends: ends.get(contactId) ?? [],
        judgedAt,
      })
      judged.push({ story, verdict })
    }
    judged[0]?.verdict.flaws.push(...deaths)
    if (!quiet) judged[0]?.verdict.flaws.push("the app never stopped asking the upstream")
    return {
      stories: judged,
      halts,
      windows: [...records.values()].flatMap(windowsOf).sort((one, other) => one - other),
      folder: stage.folder,
    }
  } finally {
    await stage.close()
  }
}
