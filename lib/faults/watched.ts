import { rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { Along, type DriveOne } from "./along.ts"
import { limited } from "./at-once.ts"
import type { Desk } from "./desk.ts"
import { restingOf } from "./evidence.ts"
import type { Part } from "./part.ts"
import { isAct, type Path } from "./paths.ts"
import { ownPoints, type Point } from "./points.ts"
import { PointsFolder } from "./points-folder.ts"
import { pause, TIMES_AT_POINTS } from "./scale.ts"
import { untilOver } from "./what-follows.ts"

/** Cases under way at once: most of them wait for what was approved. */
const CASES_AT_ONCE = 12
/** A run that met a busy moment may have gone another way. */
const TRIES = 6
/** Longest time from the last approval to its point: four doubts in a row, and a busy machine, ms. */
const PATIENCE_MS = 4 * TIMES_AT_POINTS.doubtMs + 40_000
/** The same for what others take over, which first waits for the lease. */
const TAKEN_OVER_MS = PATIENCE_MS + 20_000
/** Each look at the screen is a request, and the courses nearly always know it sooner. */
const VIEW_EVERY_MS = 6_000
/** From a process's going on to the end of all its runs, ms. */
const GONE_ON_MS = 30_000

/** The desk while one of its processes is watched and alone takes up changes; the others stand by. */
export class Watched {
  readonly part: Part
  readonly #desk: Desk
  readonly #along: Along
  readonly #folder: PointsFolder
  readonly #others = new Map<Part, PointsFolder>()
  readonly #turn: string
  readonly #viewing = limited(2)

  constructor(desk: Desk, part: Part, driveOne: DriveOne) {
    this.part = part
    this.#desk = desk
    const folderOf = ({ name }: Part) => new PointsFolder(join(desk.folder, `points-${name}`))
    this.#folder = folderOf(part)
    this.#along = new Along(desk, this.#folder, driveOne)
    for (const other of [desk.app, ...desk.workers]) {
      if (other !== part) this.#others.set(other, folderOf(other))
    }
    this.#turn = join(desk.folder, "turn")
  }

  /** Kills all, and starts all anew. */
  restart(): Promise<void> {
    return this.#desk.restartAll(
      async () => {
        rmSync(this.#turn, { force: true })
        for (const folder of [this.#folder, ...this.#others.values()]) folder.clear()
      },
      (part): Record<string, string> => {
        const other = this.#others.get(part)
        return {
          ...TIMES_AT_POINTS.env,
          TEST_AWAIT_POINTS: (other ?? this.#folder).path,
          ...(other ? { TEST_STANDS_BY: this.#turn } : {}),
        }
      },
    )
  }

  /** The life of a change in which nothing is killed, as the code itself counted it; null: it went another way. */
  async #life(path: Path): Promise<Point[] | null> {
    const changeId = await this.#along.drive(path, null, PATIENCE_MS)
    const actsLater = isAct(path.after)
    const rests = actsLater ? "done" : path.rests
    const deadline = performance.now() + PATIENCE_MS
    let status = await untilOver(this.#desk, changeId)
    while (status !== rests && actsLater && performance.now() < deadline) {
      await pause(200)
      status = await untilOver(this.#desk, changeId)
    }
    if (status !== rests) return null
    // A run tells its course after it has shown its end.
    await pause(200)
    return this.#folder
      .runsOf(changeId)
      .flatMap(({ run, points }) =>
        points.map((point, index) => ({ ...point, run, point: index + 1, path })),
      )
  }

  /** The points of a path, as two of its lives agree on them: a busy moment may add a read. */
  async record(path: Path): Promise<Point[]> {
    const told = (points: Point[]) => points.map(({ run, name }) => `${run} ${name}`).join("\n")
    // One that was never seen at rest, or never left the plain path, is one more that went another way.
    const live = () =>
      this.#life(path)
        .then((life) => (life && ownPoints(path, life).length > 0 ? life : null))
        .catch(() => null)
    const lives = await Promise.all([live(), live()])
    for (let tries = 0; tries < TRIES; tries++) {
      const last = lives.at(-1)
      const isSame = (life: Point[] | null) =>
        last && life && life !== last && told(life) === told(last)
      if (last && lives.some(isSame)) {
        return ownPoints(path, last)
      }
      lives.push(await live())
    }
    throw new Error(`No two cases went the same path: ${path.name}`)
  }

  /** Lets a change stand at each of the points; the changes that do. */
  async standAt(points: Point[]): Promise<Map<Point, string>> {
    const stood = new Map<Point, string>()
    const under = limited(CASES_AT_ONCE)
    const stand = async (point: Point): Promise<void> => {
      for (let tries = 0; tries < TRIES; tries++) {
        const changeId = await under(() => this.#along.drive(point.path, point, PATIENCE_MS)).catch(
          () => null,
        )
        if (!changeId || !(await this.#reaches(changeId, point))) continue
        stood.set(point, changeId)
        return
      }
    }
    await Promise.all(points.map(stand))
    return stood
  }

  /** Waits until a change stands at its point; false when it went another way. */
  async #reaches(changeId: string, point: Point): Promise<boolean> {
    const deadline = performance.now() + PATIENCE_MS
    let over = false
    let viewedAt = performance.now()
    while (performance.now() < deadline) {
      if (this.#folder.stands(changeId)) return true
      if (over || this.#strayed(changeId, point)) return false
      if (performance.now() - viewedAt > VIEW_EVERY_MS) {
        viewedAt = performance.now()
        // Nobody waits for the answer: on PGlite there is none while a change stands inside its transaction.
        void this.#viewing(() => this.#isOver(changeId, point)).then((is) => {
          over = is
        })
      }
      await pause(100)
    }
    return false
  }

  /** Whether a change's run ended before its point. */
  #strayed(changeId: string, { run }: Point): boolean {
    return this.#folder.runsOf(changeId).some((one) => !one.halted && one.run >= run)
  }

  /** Whether the screen says that a change came to its end, which its courses do not tell. */
  async #isOver(changeId: string, { path }: Point): Promise<boolean> {
    const view = await this.#desk.reviewer.view(changeId).catch(() => null)
    // One whose conflict is yet to be decided goes on.
    return view?.status === "done" || (view?.status === "conflict" && path.after === "nothing")
  }

  /**
   * Kills the process with what stands in it, and leaves that to those which stood by: those of the
   * changes that none of them brought to rest. The killed process is not started meanwhile. Where it is
   * the only one, nobody can, and the answer is null.
   */
  async handOver(stood: Map<Point, string>): Promise<Point[] | null> {
    await this.part.kill()
    return this.#others.size === 0 ? null : this.#takenOver(stood)
  }

  /**
   * Stops the process with what stands in it (none of it inside a transaction, whose locks it would keep),
   * leaves that to the others, and then lets the process go on with all of it, as if nothing had been.
   * Those of the changes that nobody else brought to rest, and those with which it did not go on.
   */
  async standStill(stood: Map<Point, string>): Promise<{ left: Point[]; notGoneOn: Point[] }> {
    this.part.signal("SIGSTOP")
    const left = await this.#takenOver(stood)
    for (const changeId of stood.values()) this.#folder.release(changeId)
    this.part.signal("SIGCONT")
    const open = new Map(stood)
    const deadline = performance.now() + GONE_ON_MS
    while (open.size > 0 && performance.now() < deadline) {
      for (const [point, changeId] of open) {
        // Its course is told when it comes to stand, and once more when its run has ended after all.
        const told = this.#folder.runsOf(changeId).filter(({ run }) => run === point.run)
        if (told.length > 1) open.delete(point)
      }
      await pause(100)
    }
    return { left, notGoneOn: [...open.keys()] }
  }

  /** Leaves what stands to those which stood by; those of it that none of them brought to rest. */
  async #takenOver(stood: Map<Point, string>): Promise<Point[]> {
    writeFileSync(this.#turn, "")
    const open = new Map(stood)
    const deadline = performance.now() + TAKEN_OVER_MS
    await this.#desk.store.look(async (store) => {
      while (open.size > 0 && performance.now() < deadline) {
        const resting = await restingOf(store, [...open.values()])
        for (const [point, changeId] of open) {
          const others = [...this.#others.values()]
          const byOther = others.some((folder) => folder.runsOf(changeId).length > 0)
          if (byOther && resting.has(changeId)) open.delete(point)
        }
        if (open.size > 0) await pause(200)
      }
    })
    return [...open.keys()]
  }
}
