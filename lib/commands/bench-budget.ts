import { Client } from "pg"
import { benchClient } from "#lib/bench/client.ts"
import { askAway, commonClock, type Demand } from "#lib/bench/coordinators.ts"
import { type Ask, type Measured, measure } from "#lib/bench/over-http.ts"
import { simulateProcesses } from "#lib/bench/processes.ts"
import { reserveOf, shortDay } from "#lib/bench/reserve.ts"
import { sandboxProcess } from "#lib/bench/sandbox-process.ts"
import { sharingProcesses } from "#lib/bench/sharing.ts"
import { KINDS, LIMITS, SPENDERS, type SpenderName } from "#lib/bench/spenders.ts"
import { virtualMatrix } from "#lib/bench/three-processes.ts"
import { watchTurns } from "#lib/bench/turns.ts"
import { brokenIn, endingOf, mostRefused } from "#lib/bench/verdict.ts"
import { openStore } from "#lib/db/store.ts"
import { type Cluster, startCluster } from "#lib/db/testing/cluster.ts"
import { newState } from "#lib/ghl/budget/state.ts"
import { memoryStore } from "#lib/ghl/budget/store.ts"

/**
 * `npm run bench:budget`: three processes in virtual time, where the machine takes no part, as the worst of
 * five seeds (`-- --virtual`); the real client against the real sandbox over HTTP, for every way of counting,
 * limit and second spender (`-- --alone`); and three processes on one Postgres (`-- --shared`). Behind each
 * count of refused calls stands how many there may be. Ends with 1 when something that must hold did not, and
 * with 2 when everything held but the part over Postgres, for which no server could be had.
 */

const parts = process.argv.slice(2)
const wanted = (part: string) => parts.length === 0 || parts.includes(`--${part}`)

/** Intervals are shorter than GHL's so that many fit; a call takes as large a part of one as with GHL. */
const INTERVAL_MS = 2_000
const INTERVALS = 8
/** Processes look at each other's doings every 100 ms and take turns: as large a part of it as may be. */
const SHARED_INTERVAL_MS = 5_000
const SHARED_INTERVALS = 7
const MUST_USE = 0.95
/** Of the budget, what background leaves to people, whether they come or not. */
const KEPT_FOR_PEOPLE = 0.1
const PROCESSES = 3

const NAMES = { nobody: "nobody", steady: "steady", bursts: "bursts", both: "steady and bursts" }

const missed: string[] = []
const unmeasured: string[] = []

/** A count, and how many there may be. */
const ofAtMost = (count: number, most: number) => `${count} (${most})`

/** `least`: the share of what is left that must be used. */
function tell(title: string, measured: Measured, spender: SpenderName, least = MUST_USE): void {
  const { used, accepted, refused, ownRefusals, othersAccepted, backgroundBefore, slowestMs } =
    measured
  const most = mostRefused(spender, accepted)
  const broken = brokenIn(measured, spender, least)
  missed.push(...broken.map((what) => `${title}: ${what}`))
  console.info(
    [
      title.padEnd(48),
      `${(100 * used).toFixed(1).padStart(6)} %`,
      `${String(accepted).padStart(6)}`,
      `${String(othersAccepted).padStart(6)}`,
      ofAtMost(ownRefusals, most.own).padStart(10),
      ofAtMost(refused, most.all).padStart(9),
      `${String(backgroundBefore).padStart(10)}`,
      (slowestMs === null ? "" : `${slowestMs.toFixed(0)} ms`).padStart(15),
      broken.length > 0 ? `  MISSED: ${broken.join(", ")}` : "",
    ].join(" "),
  )
}

/** Three times the limit from people, and background beside them. */
const threefold = (max: number, intervalMs: number, parts = 1): Demand => ({
  person: (3 * max * 1_000) / intervalMs / parts,
  background: (0.2 * max * 1_000) / intervalMs / parts,
  backgroundWrite: 2 / parts,
})

/** The worst of some seeds, for each kind of limit and spender. The machine's doings change nothing here. */
async function virtual(): Promise<void> {
  for await (const { kind, max, spender, outcomes } of virtualMatrix()) {
    const worst = (of: (one: (typeof outcomes)[number]) => number) => Math.max(...outcomes.map(of))
    const measured: Measured = {
      used: -worst(({ used }) => -used),
      accepted: Math.min(...outcomes.map(({ accepted }) => accepted)),
      refused: worst(({ refused }) => refused),
      ownRefusals: worst(({ ownRefusals }) => ownRefusals),
      othersAccepted: worst(({ othersAccepted }) => othersAccepted),
      backgroundBefore: worst(({ backgroundBefore }) => backgroundBefore),
      slowestMs: null,
    }
    const title = `virtual: ${kind}, ${max}, beside ${NAMES[spender]}`
    tell(title, measured, spender)
  }
}

/** A day that ends within a run: what reads leave of it, and whether writes get that. */
async function reserve(): Promise<void> {
  for (const seed of [1, 2, 3, 4, 5]) {
    const day = shortDay(seed)
    const kept = reserveOf(await simulateProcesses(day), day.reserve)
    const title = `virtual: a day of ${day.limit.daily}, ${day.reserve} kept for writes, seed ${seed}`
    const broken: string[] = []
    if (kept.behindReads < day.reserve) broken.push("a read took what is kept for writes")
    if (kept.writes < day.reserve) broken.push("writes did not get what is kept for them")
    missed.push(...broken.map((what) => `${title}: ${what}`))
    console.info(
      `${title.padEnd(58)} reads stopped at ${kept.behindReads} left, ${kept.refusedReads} refused there; ${kept.writes} writes after that, down to ${kept.behindWrites}${broken.map((what) => `  MISSED: ${what}`).join("")}`,
    )
  }
}

/** A client in this process. */
function inProcess(url: string, demand: Demand): Ask {
  const turns = watchTurns(memoryStore(newState()), commonClock)
  const ghl = benchClient(url, turns.store)
  return async (startAt, durationMs) => {
    const asked = await askAway(ghl, demand, { startAt, durationMs })
    return [{ decided: turns.decided(asked), slowestMs: turns.slowestMs() }]
  }
}

async function matrix(url: string, max: (typeof LIMITS)[number]): Promise<void> {
  const intervalMs = INTERVAL_MS
  for (const kind of KINDS) {
    for (const spender of ["nobody", "steady", "both"] satisfies SpenderName[]) {
      const limit = { max, intervalMs, kind, others: SPENDERS[spender](max, intervalMs) }
      const ask = inProcess(url, threefold(max, intervalMs))
      const measured = await measure(url, limit, INTERVALS, ask)
      tell(`${kind}, ${max}, beside ${NAMES[spender]}`, measured, spender)
    }
  }
}

/** People who ask for less than there is, beside background that takes all it gets. */
async function light(url: string): Promise<void> {
  const max = 100
  const intervalMs = INTERVAL_MS
  for (const kind of KINDS) {
    const ask = inProcess(url, { person: 25, background: 150, backgroundWrite: 5 })
    const limit = { max, intervalMs, kind, others: null }
    const measured = await measure(url, limit, INTERVALS, ask)
    const title = `${kind}, ${max}, mostly background, a tenth kept`
    tell(title, measured, "nobody", MUST_USE * (1 - KEPT_FOR_PEOPLE))
  }
}

/** A database of its own for each run: its processes begin with nothing known. */
async function database(cluster: Cluster, name: string): Promise<string> {
  const client = new Client({ connectionString: cluster.url })
  await client.connect()
  await client.query(`create database ${name}`)
  await client.end()
  const url = new URL(cluster.url)
  url.pathname = `/${name}`
  const store = await openStore({ databaseUrl: url.href, dataDir: null })
  await store.close()
  return url.href
}

async function shared(
  cluster: Cluster,
  url: string,
  max: (typeof LIMITS)[number],
  spender: SpenderName,
): Promise<void> {
  const intervalMs = SHARED_INTERVAL_MS
  const demand = threefold(max, intervalMs, PROCESSES)
  for (const kind of KINDS) {
    const databaseUrl = await database(cluster, `${kind}_${max}_${spender}`)
    const processes = await sharingProcesses(PROCESSES)
    const ask: Ask = (startAt, durationMs) =>
      processes.ask({ url, databaseUrl, startAt, durationMs, demand })
    const limit = { max, intervalMs, kind, others: SPENDERS[spender](max, intervalMs) }
    const measured = await measure(url, limit, SHARED_INTERVALS, ask)
    const title = `${kind}, ${max}, ${PROCESSES} processes, beside ${NAMES[spender]}`
    tell(title, measured, spender)
  }
}

async function onPostgres(url: string): Promise<void> {
  const cluster = await startCluster()
  if (!cluster) {
    unmeasured.push("three processes on one Postgres: no Postgres server is installed")
    return
  }
  try {
    // One after the other: two runs at once are ten processes, which wait for a processor, not for GHL.
    for (const max of LIMITS) {
      await shared(cluster, url, max, "nobody")
      await shared(cluster, url, max, "both")
    }
  } finally {
    await cluster.close()
  }
}

const started = performance.now()
console.info(
  `${"".padEnd(48)}     used   ours others   429: own       all background    slowest turn\n${"".padEnd(73)}(at most) (at most)  before a person`,
)
if (wanted("virtual")) {
  await virtual()
  await reserve()
}
const sandboxes = [await sandboxProcess(), await sandboxProcess()] as const
const urls = [sandboxes[0].url, sandboxes[1].url] as const
try {
  if (wanted("alone")) {
    await Promise.all([matrix(urls[0], 25), matrix(urls[1], 100)])
    await light(urls[0])
  }
  if (wanted("shared")) await onPostgres(urls[0])
} finally {
  for (const sandbox of sandboxes) sandbox.stop()
}
console.info(`${((performance.now() - started) / 1_000).toFixed(0)} s`)
const { lines, exitCode } = endingOf(missed, unmeasured)
for (const line of lines) console.info(line)
process.exitCode = exitCode
