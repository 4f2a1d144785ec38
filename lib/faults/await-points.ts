import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import type { AwaitPoint, Course } from "#lib/changes/await-points.ts"
import type { Part } from "./part.ts"
import type { Random } from "./random.ts"
import { pause, until } from "./scale.ts"
import { HOLD_SECONDS, type Stage } from "./stage.ts"

/** How many changes can stand inside a transaction at once: PGlite has one connection. */
const IN_TRANSACTIONS = { pglite: 1, postgres: 24 }

type Numbered = AwaitPoint & { n: number }

/** The folder in which a process and this run talk about its await points. */
const folderOf = (stage: Stage, part: Part) => join(stage.folder, `points-${part.name}`)

const numbersIn = (folder: string, name: string) =>
  (existsSync(join(folder, name)) ? readdirSync(join(folder, name)) : []).map(Number)

const coursesIn = (folder: string): Course[] =>
  (existsSync(join(folder, "courses")) ? readdirSync(join(folder, "courses")) : [])
    .filter((name) => name.endsWith(".json"))
    .map((name) => JSON.parse(readFileSync(join(folder, "courses", name), "utf8")) as Course)

/** Drives a plain case; answers the id of its change, where the answer came. */
export type DriveOne = () => Promise<string | null>

/** The points that a change without any fault passes, as the code itself counted them. */
async function recordPoints(stage: Stage, parts: Part[], driveOne: DriveOne): Promise<Numbered[]> {
  const changeId = await driveOne()
  const course = await until("a change that ran to its end", 60_000, () => {
    const own = parts
      .flatMap((part) => coursesIn(folderOf(stage, part)))
      .filter((one) => one.changeId === changeId)
    return own.find(({ points }) => points.some(({ name }) => name === "ghl createNote")) ?? null
  })
  return course.points.map((point, index) => ({ ...point, n: index + 1 }))
}

/** Points that can be stood at together: any number outside transactions, few inside. */
function batchesOf(points: Numbered[], inTransactions: number): Numbered[][] {
  const inside = points.filter(({ inTransaction }) => inTransaction)
  const batches: Numbered[][] = [points.filter(({ inTransaction }) => !inTransaction)]
  while (inside.length > 0) batches.push(inside.splice(0, inTransactions))
  return batches.filter((batch) => batch.length > 0)
}

/** Longest time without a further change at its point before the rest is given up, ms. */
const PATIENCE_MS = 30_000

/** Drives cases until changes stand at so many points, all processes together. */
async function standAll(
  stage: Stage,
  parts: Part[],
  many: number,
  driveOne: DriveOne,
): Promise<void> {
  const count = (name: string) =>
    parts.reduce((sum, part) => sum + numbersIn(folderOf(stage, part), name).length, 0)
  let standing = 0
  let since = performance.now()
  while (standing < many && performance.now() - since < PATIENCE_MS) {
    const left = Math.min(10, count("todo"))
    // An approval that a halted store cannot answer is tried again after the kill.
    await Promise.all(Array.from({ length: left }, () => Promise.race([driveOne(), pause(3_000)])))
    // They are held for a second; more than are needed would only be in the way.
    await pause(left > 0 ? HOLD_SECONDS * 1_000 + 400 : 100)
    if (count("at") > standing) since = performance.now()
    standing = count("at")
  }
}

export type Halts = {
  /** Points in the course of one change. */
  points: number
  /** Points at which each kind of process was killed. */
  killedAt: Record<string, number>
  kills: number
  /** Points that no run reached, and that were to be. */
  missed: string[]
}

/**
 * Kills the app and, on Postgres, a worker while a change stands at each of its await points. `sample`:
 * how many of the points inside transactions, each of which needs a start of its own on PGlite.
 */
export async function killAtAwaitPoints(
  stage: Stage,
  input: { driveOne: DriveOne; random: Random; sample: number | null },
): Promise<Halts> {
  // The other workers would take changes from those that are to be watched.
  const parts = [stage.app, ...stage.workers.slice(0, 1)]
  const watched = {
    parts,
    env: (part: Part) => ({ TEST_AWAIT_POINTS: folderOf(stage, part) }),
  }
  for (const part of parts) mkdirSync(folderOf(stage, part), { recursive: true })
  await stage.restartAll(async () => {}, watched)
  const all = await recordPoints(stage, parts, input.driveOne)
  const inside = all.filter(({ inTransaction }) => inTransaction)
  const kept = new Set(
    (input.sample === null ? inside : input.random.shuffled(inside).slice(0, input.sample)).map(
      ({ n }) => n,
    ),
  )
  const wanted = all.filter(({ inTransaction, n }) => !inTransaction || kept.has(n))
  const halts: Halts = { points: all.length, killedAt: {}, kills: 0, missed: [] }
  for (const part of parts) halts.killedAt[part.name] = 0

  /** Stands at the points, kills, and tells which were not reached, by process. */
  const round = async (asked: Map<Part, Numbered[]>): Promise<Map<Part, Numbered[]>> => {
    let many = 0
    for (const [part, points] of asked) {
      for (const { n } of points) writeFileSync(join(folderOf(stage, part), "todo", `${n}`), "")
      many += points.length
    }
    await standAll(stage, parts, many, input.driveOne)
    const missed = new Map<Part, Numbered[]>()
    for (const [part, points] of asked) {
      const reached = numbersIn(folderOf(stage, part), "at")
      halts.killedAt[part.name] = (halts.killedAt[part.name] ?? 0) + reached.length
      missed.set(
        part,
        points.filter(({ n }) => !reached.includes(n)),
      )
    }
    halts.kills += parts.length
    await stage.restartAll(async () => {
      for (const part of parts) {
        for (const name of ["at", "todo"]) {
          rmSync(join(folderOf(stage, part), name), { recursive: true, force: true })
          mkdirSync(join(folderOf(stage, part), name))
        }
      }
    }, watched)
    return missed
  }

  const again = new Map<Part, Numbered[]>(parts.map((part) => [part, []]))
  for (const batch of batchesOf(wanted, IN_TRANSACTIONS[stage.store.kind])) {
    const missed = await round(new Map(parts.map((part) => [part, batch])))
    for (const [part, points] of missed) again.get(part)?.push(...points)
  }
  // A run that met a busy moment may have gone another way: those points have a second chance.
  if ([...again.values()].some((points) => points.length > 0)) {
    for (const [part, points] of await round(again)) {
      halts.missed.push(...points.map(({ n, name }) => `${part.name}: ${n} ${name}`))
    }
  }
  await stage.restartAll(async () => {})
  return halts
}
