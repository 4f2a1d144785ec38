import { join } from "node:path"
import type { AwaitPoint } from "#lib/changes/await-points.ts"
import type { Story } from "./drive.ts"
import type { Part } from "./part.ts"
import { type Act, act, PATHS, type Path, takeBack, untilOver } from "./paths.ts"
import { PointsFolder, type Target } from "./points-folder.ts"
import type { Random } from "./random.ts"
import { pause, TIMES } from "./scale.ts"
import { rateLimit, type Stage } from "./stage.ts"

/** How many changes can stand inside a transaction of a process at once: PGlite has one connection. */
const INSIDE_AT_ONCE = { pglite: 1, postgres: 24 }
/** A process runs so many watched changes at once, and those that do not stand need a place too. */
const OUTSIDE_AT_ONCE = 30
/** Approvals under way at once: each must be answered before its change begins to run. */
const DRIVEN_AT_ONCE = 4
/** A run that met a busy moment may have gone another way. */
const TRIES = 4
/** Longest time from an approval to its point: two settling times, and a busy machine, ms. */
const PATIENCE_MS = 3 * TIMES.settleMs + 30_000

/** Drives a case along a path; `decided` hears of its change before that begins to run. */
export type DriveOne = (path: Path, decided: (changeId: string) => void) => Promise<Story>

/** How many of the points a short run stands at. */
export type Sample = { outside: number; inside: number }

type Point = AwaitPoint & Target & { path: Path }

export type Halts = {
  /** Await points of all paths, by path. */
  points: Record<string, number>
  /** Those of each kind of process at which it was to be killed. */
  asked: Record<string, number>
  /** Those at which it was killed. */
  killedAt: Record<string, number>
  kills: number
  /** Points that no case reached, and that were to be. */
  missed: string[]
}

const key = ({ path, run, point }: Point) => `${path.name} ${run}.${point}`

/** Runs `act` on each, some at a time. */
async function each<T>(all: T[], atOnce: number, act: (one: T) => Promise<void>): Promise<void> {
  const queue = [...all]
  const work = async () => {
    for (let one = queue.shift(); one !== undefined; one = queue.shift()) await act(one)
  }
  await Promise.all(Array.from({ length: atOnce }, work))
}

/** Some of the points outside transactions and some of those inside. */
function sampled(points: Point[], sample: Sample, random: Random): Point[] {
  const drawn = [
    [false, sample.outside],
    [true, sample.inside],
  ].flatMap(([inside, many]) =>
    random
      .shuffled(points.filter(({ inTransaction }) => inTransaction === inside))
      .slice(0, Number(many)),
  )
  return points.filter((point) => drawn.includes(point))
}

/** Points that can be stood at together. */
function batchesOf(points: Point[], insideAtOnce: number): Point[][] {
  const batches: Point[][] = []
  for (const [inside, size] of [
    [false, OUTSIDE_AT_ONCE],
    [true, insideAtOnce],
  ] as const) {
    const rest = points.filter(({ inTransaction }) => inTransaction === inside)
    while (rest.length > 0) batches.push(rest.splice(0, size))
  }
  return batches
}

/** The desk while one of its processes is watched and alone runs changes. */
class Watched {
  readonly part: Part
  readonly #stage: Stage
  readonly #driveOne: DriveOne
  readonly #folder: PointsFolder

  constructor(stage: Stage, part: Part, driveOne: DriveOne) {
    this.part = part
    this.#stage = stage
    this.#driveOne = driveOne
    this.#folder = new PointsFolder(join(stage.folder, `points-${part.name}`))
  }

  /** Kills all, and starts what is needed anew. */
  restart(): Promise<void> {
    const { app } = this.#stage
    return this.#stage.restartAll(async () => this.#folder.clear(), {
      parts: this.part === app ? [app] : [app, this.part],
      env: (part): Record<string, string> =>
        part === this.part ? { TEST_AWAIT_POINTS: this.#folder.path } : { TEST_RUNS_NONE: "1" },
    })
  }

  /** Drives a case whose change shall stand at `target`; the change's id. */
  async #drive(path: Path, target: Target | null): Promise<string> {
    const give = (changeId: string) => {
      if (target) this.#folder.ask(changeId, target)
    }
    if (path.after === "undo") {
      const undoId = await takeBack(this.#stage, await this.#driveOne(path, () => {}))
      give(undoId)
      return undoId
    }
    const story = await this.#driveOne(path, give)
    const changeId = story.changeIds.at(-1)
    if (!changeId || !story.draftId) throw new Error(`${story.plan.id} was not approved`)
    if (path.after !== "nothing") void this.#act(story, path.after, target)
    return changeId
  }

  /** Acts on what rests; when it is to stand earlier, it will not come to that. */
  async #act(story: Story, what: Act, target: Target | null): Promise<void> {
    if (target?.run === 1) return
    // The app may be killed meanwhile: the point was not reached then, and that is told.
    await act(this.#stage, story, what).catch(() => false)
  }

  /** The life of a change in which nothing is killed, as the code itself counted it. */
  async #life(path: Path): Promise<Point[]> {
    const changeId = await this.#drive(path, null)
    const rests = path.after === "nothing" || path.after === "undo" ? path.rests : "done"
    const deadline = performance.now() + PATIENCE_MS
    while ((await untilOver(this.#stage, changeId)) !== rests) {
      if (performance.now() > deadline) throw new Error(`No case went the path: ${path.name}`)
      await pause(50)
    }
    // A run tells its course after it has shown its end.
    await pause(200)
    return this.#folder
      .runsOf(changeId)
      .flatMap(({ run, points }) =>
        points.map((point, index) => ({ ...point, run, point: index + 1, path })),
      )
  }

  /** The points of a path, as two lives in a row agree on them: a busy moment may add a read. */
  async record(path: Path): Promise<Point[]> {
    const told = (points: Point[]) => points.map(({ run, name }) => `${run} ${name}`).join("\n")
    let last = await this.#life(path)
    for (let tries = 0; tries < TRIES; tries++) {
      const points = await this.#life(path)
      if (told(points) === told(last)) {
        const from = path.from === null ? 0 : points.findIndex(({ name }) => name === path.from) + 1
        if (path.from !== null && from === 0) throw new Error(`${path.name} has no ${path.from}`)
        const { fromRun = 1 } = path
        const own = points.slice(from).filter(({ run }) => run >= fromRun)
        if (own.length === 0) throw new Error(`${path.name} has no points of its own`)
        return own
      }
      last = points
    }
    throw new Error(`No two cases went the same path: ${path.name}`)
  }

  /** Whether a change's run ended before its point, or it came to its end: its case went another way. */
  async #strayed(changeId: string | undefined, { run, path }: Point): Promise<boolean> {
    if (!changeId || this.#folder.runsOf(changeId).some((one) => !one.halted && one.run >= run)) {
      return true
    }
    const view = await this.#stage.reviewer.view(changeId).catch(() => null)
    // One whose conflict is yet to be decided goes on.
    return view?.status === "done" || (view?.status === "conflict" && path.after === "nothing")
  }

  /** Lets a change stand at each of the points; those that none came to. */
  async standAt(points: Point[]): Promise<Point[]> {
    let missing = points
    for (let tries = 0; tries < TRIES && missing.length > 0; tries++) {
      const driven = new Map<Point, string>()
      await each(missing, DRIVEN_AT_ONCE, async (point) => {
        const changeId = await this.#drive(point.path, point).catch(() => null)
        if (changeId) driven.set(point, changeId)
      })
      const stands = (point: Point) => this.#folder.stands(driven.get(point) ?? "none")
      const deadline = performance.now() + PATIENCE_MS
      let open = missing
      while (performance.now() < deadline) {
        open = open.filter((point) => driven.has(point) && !stands(point))
        const still: Point[] = []
        for (const point of open)
          if (!(await this.#strayed(driven.get(point), point))) still.push(point)
        open = still
        if (open.length === 0) break
        await pause(100)
      }
      missing = missing.filter((point) => !stands(point))
    }
    return missing
  }
}

/**
 * Kills the app and, on Postgres, a worker while a change stands at each of the await points of each
 * path. A `sample` is of some points, all of which must be reached, and on Postgres of the worker alone.
 */
export async function killAtAwaitPoints(
  stage: Stage,
  input: { driveOne: DriveOne; random: Random; sample: Sample | null; say: (text: string) => void },
): Promise<Halts> {
  const halts: Halts = { points: {}, asked: {}, killedAt: {}, kills: 0, missed: [] }
  let points: Point[] | null = null
  // Cases stand beside each other: the 429 of one must not send the others another way.
  await stage.control.settings({ rateLimit: rateLimit(50) })
  const parts = [stage.app, ...stage.workers.slice(0, 1)]
  for (const part of input.sample ? parts.slice(-1) : parts) {
    const watched = new Watched(stage, part, input.driveOne)
    await watched.restart()
    if (!points) {
      const found: Point[] = []
      await each([...PATHS], DRIVEN_AT_ONCE, async (path) => {
        found.push(...(await watched.record(path)))
      })
      for (const { path } of found) halts.points[path.name] = (halts.points[path.name] ?? 0) + 1
      // In the same order each time, for the draw.
      found.sort((one, other) => PATHS.indexOf(one.path) - PATHS.indexOf(other.path))
      points = input.sample ? sampled(found, input.sample, input.random) : found
    }
    halts.asked[part.name] = points.length
    let reached = 0
    const batches = batchesOf(points, INSIDE_AT_ONCE[stage.store.kind])
    for (const [index, batch] of batches.entries()) {
      input.say(`${part.name} at ${batch.length} await points, ${index + 1} of ${batches.length}`)
      const missed = await watched.standAt(batch)
      halts.missed.push(...missed.map((one) => `${part.name}: ${key(one)} ${one.name}`))
      reached += batch.length - missed.length
      halts.kills += 1
      await watched.restart()
    }
    halts.killedAt[part.name] = reached
  }
  await stage.control.settings({ rateLimit: rateLimit(500) })
  await stage.restartAll(async () => {})
  return halts
}
