import { createWorld } from "#lib/sandbox/seed/world.ts"
import type { DriveOne } from "./along.ts"
import { each } from "./at-once.ts"
import { type Halts, killAtAwaitPoints } from "./await-points.ts"
import { befall, type Happened, type Lost } from "./befall.ts"
import { type Case, editedWhileHeld, evenLater, planCase, planPath } from "./cases.ts"
import type { Guard } from "./desk.ts"
import { makeDoor } from "./door.ts"
import { drive, newStory, type Story } from "./drive.ts"
import { type JudgedStory, judgeAll } from "./judge-all.ts"
import { type Kind, kindsOf } from "./kinds.ts"
import { makeUp } from "./make-up.ts"
import { makePace } from "./pace.ts"
import { randomFrom } from "./random.ts"
import { type ContactRecord, readBefore, recordsOf } from "./record-of-contact.ts"
import { refuseToken } from "./refused-token.ts"
import { pause, TIMES } from "./scale.ts"
import { openStage, type Stage } from "./stage.ts"
import { wantedOf } from "./wanted.ts"
import { lookAtUndo } from "./what-follows.ts"

export type RunOptions = {
  store: "pglite" | "postgres"
  count: number
  seed: number
  switchOff: Guard | null
  /** The guard that the cases and the times are hard on: the one that is off, or one that has to stand it. */
  hardOn: Guard | null
  /** Runs this one case and nothing else. */
  only: number | null
  /** Whether the desk is killed, stopped, restored and its clocks set while changes are on their way. */
  incidents: boolean
  /** At how many await points it stands, where incidents happen. */
  points: "all" | "some"
  say: (text: string) => void
}

export type Outcome = {
  stories: JudgedStory[]
  halts: Halts | null
  /** What the run had in store, and whether it came; none where only some cases are driven. */
  kinds: Kind[]
  /** From what a read showed to the arrival of the write that rests on it, ms, sorted. */
  windows: number[]
  /** Folder of logs, for a look. */
  folder: string
}

/** Approvals under way at once. */
const REVIEWERS = 4

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

/** Drives all cases, some at a time, while the incidents happen. */
async function driveAll(
  stage: Stage,
  stories: Story[],
  options: RunOptions,
  kept: { lost: Lost; happened: Happened },
): Promise<void> {
  const door = makeDoor()
  const edits: Promise<void>[] = []
  const pace = makePace(stories)
  if (!options.incidents) pace.over()
  await Promise.all([
    each(stories, REVIEWERS, async (story) => {
      await pace.begin()
      edits.push((await drive(stage, story, door.through)).edited)
    }),
    options.incidents
      ? befall(stage, stories, {
          ...options,
          ...kept,
          door,
          reviewers: REVIEWERS,
          pace,
        })
      : null,
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
function harsher(plan: Case, index: number, hardOn: Guard | null): Case {
  if (hardOn === "settling") return evenLater(plan)
  return hardOn === "fresh-read" ? editedWhileHeld(plan, index) : plan
}

/** What a short run stands at: on PGlite each point inside a transaction costs a start. */
const FEW_POINTS = { pglite: { outside: 30, inside: 6 }, postgres: { outside: 30, inside: 24 } }
/** Contacts for the cases of await points and for what is made up for. */
const MORE_CONTACTS = { some: 400, all: 4_000 }

/** Lets changes stand at await points, each a case of its own, and kills there. */
async function haltAll(
  stage: Stage,
  halted: Story[],
  options: RunOptions,
  contactFor: (index: number) => string,
): Promise<Halts> {
  const { seed, say } = options
  const edits: Promise<unknown>[] = []
  const driveOne: DriveOne = async (desk, path, decided) => {
    const index = halted.length
    const story = newStory(planPath(seed, index, contactFor(index), path))
    story.incidents.add(`killed at its await points: ${path.name}`)
    halted.push(story)
    const { edited } = await drive(desk, story, (act) => act(), decided)
    edits.push(edited)
    return story
  }
  const sample = options.points === "some" ? FEW_POINTS[stage.store.kind] : null
  const halts = await killAtAwaitPoints(stage, {
    driveOne,
    random: randomFrom(seed + 3),
    sample,
    say,
  })
  await Promise.all(edits)
  return halts
}

/** Runs the proof on one kind of store. Null where that store cannot be had. */
export async function runProof(options: RunOptions): Promise<Outcome | null> {
  const { count, seed, say, only } = options
  const more = MORE_CONTACTS[options.points]
  const world = await createWorld(seed, count + more)
  const contacts = world.contacts.map(({ id }) => id)
  const stage = await openStage({ ...options, contacts: count + more, workers: 2 })
  if (!stage) return null
  try {
    const contactAt = (index: number) => {
      const id = contacts[index]
      if (!id) throw new Error("The sandbox has no contacts left")
      return id
    }
    const indexes = only === null ? Array.from({ length: count }, (_, index) => index) : [only]
    const stories = indexes.map((index) =>
      newStory(harsher(planCase(seed, index, contactAt(index)), index, options.hardOn)),
    )
    const lost: Lost = { steps: [], people: [] }
    const happened: Happened = new Map()
    await driveAll(stage, stories, options, { lost, happened })

    let halts: Halts | null = null
    const halted: Story[] = []
    if (options.incidents) {
      // Settling times are shorter there: what is still in doubt would be sent again before its late effect.
      await untilQuiet(stage)
      say("killed at each await point")
      // From the end: what is made up for goes on from the cases.
      halts = await haltAll(stage, halted, options, (index) => contactAt(count + more - 1 - index))
      say("what no case met")
      await makeUp(stage, stories, {
        wanted: wantedOf(count),
        seed,
        reviewers: REVIEWERS,
        contactFor: contactAt,
      })
    }

    say("waiting until nothing is on its way any more")
    await pause(1_000)
    await tryStoppedAgain(stage, stories)
    let quiet = await untilQuiet(stage)
    if (options.incidents) {
      // By itself: nobody starts again what it stops.
      say("the token refused at each write")
      await refuseToken(stage, stories, { seed, contactFor: contactAt })
      quiet = (await untilQuiet(stage)) && quiet
    }
    const parts = stage.desks.flatMap(({ app, workers }) => [app, ...workers])
    const deaths = parts.flatMap(({ name, deaths }) =>
      deaths.map((said) => `the ${name} ended by itself: ${said}`),
    )
    for (const story of halted) await lookAtUndo((story.desk ?? stage).reviewer, story)
    for (const part of parts) await part.kill()

    say("judging")
    const journal = await stage.control.journal()
    const records = recordsOf(journal)
    const judged = await judgeAll(stage, [...stories, ...halted], lost, records)
    judged[0]?.verdict.flaws.push(...deaths)
    if (!quiet) judged[0]?.verdict.flaws.push("the app never stopped asking the upstream")
    return {
      stories: judged,
      halts,
      kinds: options.incidents
        ? kindsOf({
            store: options.store,
            wanted: wantedOf(count),
            stories,
            journal,
            records,
            happened,
          })
        : [],
      windows: [...records.values()].flatMap(windowsOf).sort((one, other) => one - other),
      folder: stage.folder,
    }
  } finally {
    await stage.close()
  }
}
