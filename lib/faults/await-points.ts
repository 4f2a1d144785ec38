import type { DriveOne } from "./along.ts"
import { each } from "./at-once.ts"
import type { Desk } from "./desk.ts"
import type { Part } from "./part.ts"
import { NOTES_LISTED, PATHS, type Path } from "./paths.ts"
import { batchesOf, nameOf, type Point, type Room, type Sample, sampled } from "./points.ts"
import type { Random } from "./random.ts"
import { rateLimit, type Stage } from "./stage.ts"
import { VERBS } from "./verbs.ts"
import { Watched } from "./watched.ts"

/**
 * PGlite has one connection: whoever stands inside a transaction stops all. On Postgres each takes a
 * connection, and one more on which its lease's renewal waits.
 */
const ROOM: Record<"pglite" | "postgres", Room> = {
  pglite: { outside: 60, inside: 1, together: false },
  postgres: { outside: 60, inside: 90, together: true },
}
/** Desks that stand beside each other where each point costs a start: most of that is waiting. */
const DESKS = 4
/** Each with two lives beside each other. */
const PATHS_AT_ONCE = 6
/** So many batches are worth a further desk. */
const BATCHES_A_DESK = 4

/** At how many points a process is stopped, not killed. */
const STOPPED_AT: Record<"some" | "all", Sample> = {
  some: { outside: 20, inside: 0 },
  all: { outside: 90, inside: 0 },
}

export type Halts = {
  /** Await points of all paths, by path. */
  points: Record<string, number>
  /** Those of each kind of process at which it was to be killed or stopped. */
  asked: Record<string, number>
  /** Those at which a change of it stood when it was. */
  stoodAt: Record<string, number>
  /** Those of these that another process took over; none where there is no other. */
  takenOver: Record<string, number>
  kills: number
  /** Points that no case reached, and that were to be. */
  missed: string[]
  /** Points at which the killed process's change was not brought to rest by another. */
  notTakenOver: string[]
}

type Input = {
  driveOne: DriveOne
  random: Random
  /** Null: all points. */
  sample: Sample | null
  say: (text: string) => void
}

/** The points of all paths, in the same order each time, for the draw. */
async function recordAll(watched: Watched): Promise<Point[]> {
  const found = new Map<Path, Point[]>()
  await each(PATHS, PATHS_AT_ONCE, async (path) => {
    found.set(path, await watched.record(path))
  })
  return PATHS.flatMap((path) => found.get(path) ?? [])
}

/** Kills one kind of process at points, on as many desks as there are. */
async function killAt(crew: Watched[], points: Point[], halts: Halts, room: Room, input: Input) {
  const [{ part: { name } = { name: "" } } = {}] = crew
  const batches = batchesOf(points, room)
  const many = batches.length
  halts.asked[name] = points.length
  halts.stoodAt[name] = 0
  const work = async (watched: Watched, isReady: boolean): Promise<void> => {
    if (!isReady && batches.length > 0) await watched.restart()
    for (let batch = batches.shift(); batch; batch = batches.shift()) {
      input.say(`${name} at ${batch.length} await points, ${many - batches.length} of ${many}`)
      const startedAt = performance.now()
      const stood = await watched.standAt(batch)
      const stoodAt = performance.now()
      const missed = batch.filter((point) => !stood.has(point))
      halts.missed.push(...missed.map((point) => `${name}: ${nameOf(point)}`))
      halts.stoodAt[name] = (halts.stoodAt[name] ?? 0) + stood.size
      halts.kills += 1
      const left = await watched.handOver(stood)
      if (left) {
        halts.takenOver[name] = (halts.takenOver[name] ?? 0) + stood.size - left.length
        halts.notTakenOver.push(...left.map((point) => `${name}: ${nameOf(point)}`))
      }
      const seconds = (from: number, to: number) => `${((to - from) / 1_000).toFixed(1)} s`
      input.say(
        `${name}: ${seconds(startedAt, stoodAt)} until all stood, ${seconds(stoodAt, performance.now())} until others had it`,
      )
      // Where there are no more points, whoever comes next starts all anew.
      if (batches.length > 0) await watched.restart()
    }
  }
  await Promise.all(crew.map((watched, index) => work(watched, index === 0)))
}

/**
 * Stops a process past its lease while changes stand at some points outside transactions, lets the others
 * take these over, and then has it go on with them.
 */
async function stopAt(watched: Watched, points: Point[], halts: Halts, say: Input["say"]) {
  const name = `${watched.part.name}, stopped`
  say(`${name} past its lease at ${points.length} await points`)
  await watched.restart()
  halts.asked[name] = points.length
  const stood = await watched.standAt(points)
  halts.missed.push(
    ...points.filter((one) => !stood.has(one)).map((one) => `${name}: ${nameOf(one)}`),
  )
  halts.stoodAt[name] = stood.size
  const { left, notGoneOn } = await watched.standStill(stood)
  halts.takenOver[name] = stood.size - left.length
  halts.notTakenOver.push(...left.map((one) => `${name}: ${nameOf(one)}`))
  halts.missed.push(...notGoneOn.map((one) => `${name}, which did not go on: ${nameOf(one)}`))
}

/** Those of them before which no path waits. */
const verbsWithout = (points: readonly Point[]): string[] => {
  const named = new Set(points.map(({ name }) => name))
  return VERBS.filter((verb) => !named.has(`ghl ${verb}`))
}

/**
 * Kills the app and, on Postgres, a worker while a change stands at each of the await points of each
 * path; on Postgres it stays dead until the others have taken over what stood, and the worker is stopped
 * past its lease at some more. A `sample` is of some points, all of which must be reached; worker and app
 * share them.
 */
export async function killAtAwaitPoints(stage: Stage, input: Input): Promise<Halts> {
  const halts: Halts = {
    points: {},
    asked: {},
    stoodAt: {},
    takenOver: {},
    kills: 0,
    missed: [],
    notTakenOver: [],
  }
  await stage.control.settings({
    // Cases stand beside each other: the 429 of one must not send the others another way.
    rateLimit: rateLimit(50),
    // As GHL may do it: only contacts of paths about it have as many notes.
    notesCap: NOTES_LISTED,
    notesOrder: "oldest",
  })
  const room = ROOM[stage.store.kind]
  const watch = (desk: Desk, part: Part) => new Watched(desk, part, input.driveOne)
  const parts = [...stage.workers.slice(0, 1), stage.app]
  let points: Point[] = []
  for (const [index, part] of parts.entries()) {
    const first = watch(stage, part)
    await first.restart()
    if (index === 0) {
      const found = await recordAll(first)
      for (const { path } of found) halts.points[path.name] = (halts.points[path.name] ?? 0) + 1
      halts.missed.push(...verbsWithout(found).map((verb) => `on any path: ghl ${verb}`))
      // Those that take long and those that do not, in turn: what was killed needs time to settle.
      points = input.sample
        ? sampled(found, input.sample, input.random)
        : input.random.shuffled(found)
    }
    const own = input.sample ? points.filter((_, n) => n % parts.length === index) : points
    const crew = [first]
    if (stage.store.kind === "pglite") {
      const useful = Math.ceil(batchesOf(own, room).length / BATCHES_A_DESK)
      while (crew.length < Math.min(DESKS, useful)) {
        const desk = await stage.addDesk()
        crew.push(watch(desk, desk.app))
      }
    }
    await killAt(crew, own, halts, room, input)
    if (index === 0 && stage.workers.length > 0) {
      const some = STOPPED_AT[input.sample ? "some" : "all"]
      await stopAt(first, sampled(points, some, input.random), halts, input.say)
    }
  }
  const whole = { notesCap: null, notesOrder: "newest" } as const
  await stage.control.settings({ rateLimit: rateLimit(500), ...whole })
  await Promise.all(stage.desks.map((desk) => desk.restartAll(async () => {})))
  return halts
}
