import { execFile } from "node:child_process"
import { promisify } from "node:util"
import { Client } from "pg"
import { benchClient } from "#lib/bench/client.ts"
import { type Asked, askAway, type Demand } from "#lib/bench/coordinators.ts"
import { type Measured, measure } from "#lib/bench/over-http.ts"
import { sandboxProcess } from "#lib/bench/sandbox-process.ts"
import { KINDS, type LIMITS, SPENDERS, type SpenderName } from "#lib/bench/spenders.ts"
import { openStore } from "#lib/db/store.ts"
import { startCluster } from "#lib/db/testing/cluster.ts"

/**
 * `npm run bench:budget`: the real client against the real sandbox over HTTP, for every way of counting,
 * limit and second spender, and three processes on one Postgres (`-- --shared`: these alone). Ends with 1 when something that must
 * hold did not.
 */

const run = promisify(execFile)
/** Intervals are short so that many fit; a call takes as large a part of one as with GHL. */
const INTERVAL_MS = 1_000
const INTERVALS = 10
const SHARED_INTERVALS = 6
/** A permit is on its way for some milliseconds. */
const ONE_PROCESS = { leadMs: 1_000, knownMs: 25 }
/** Processes have to start first, and hear of each other's people with their next turn. */
const THREE_PROCESSES = { leadMs: 2_500, knownMs: 150 }
const MUST_USE = 0.95
const PROCESSES = ["x", "y", "z"]

const missed: string[] = []
let runs = 0

function nextName(): string {
  runs += 1
  return `r${runs}x`
}

const NAMES = { nobody: "nobody", steady: "steady", bursts: "bursts", both: "steady and bursts" }

function tell(title: string, measured: Measured, alone: boolean): void {
  const { used, accepted, refused, ownRefusals, othersAccepted, backgroundBefore } = measured
  const broken: string[] = []
  if (used < MUST_USE) broken.push("too little used")
  if (ownRefusals > 0 || (alone && refused > 0)) broken.push("429 of our own making")
  if (backgroundBefore > 1) broken.push("a person waited behind background")
  missed.push(...broken.map((what) => `${title}: ${what}`))
  console.info(
    [
      title.padEnd(44),
      `${(100 * used).toFixed(1).padStart(6)} %`,
      `${String(accepted).padStart(6)}`,
      `${String(othersAccepted).padStart(6)}`,
      `${String(ownRefusals).padStart(5)}`,
      `${String(refused - ownRefusals).padStart(7)}`,
      `${String(backgroundBefore).padStart(9)}`,
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

async function matrix(url: string, max: (typeof LIMITS)[number]): Promise<void> {
  const intervalMs = INTERVAL_MS
  for (const kind of KINDS) {
    for (const spender of ["nobody", "steady", "both"] satisfies SpenderName[]) {
      const others = SPENDERS[spender](max, intervalMs)
      const ghl = benchClient(url)
      const demand = threefold(max, intervalMs)
      const measured = await measure(
        url,
        { max, intervalMs, kind, others },
        INTERVALS,
        ONE_PROCESS,
        (startAt, durationMs) => askAway(ghl, demand, { name: nextName(), startAt, durationMs }),
      )
      tell(`${kind}, ${max}, beside ${NAMES[spender]}`, measured, spender === "nobody")
    }
  }
}

/** People who ask for less than there is, beside background that takes all it gets. */
async function light(url: string): Promise<void> {
  const max = 100
  const intervalMs = INTERVAL_MS
  for (const kind of KINDS) {
    const demand = { person: 50, background: 300, backgroundWrite: 10 }
    const ghl = benchClient(url)
    const measured = await measure(
      url,
      { max, intervalMs, kind, others: null },
      INTERVALS,
      ONE_PROCESS,
      (startAt, durationMs) => askAway(ghl, demand, { name: nextName(), startAt, durationMs }),
    )
    // A part is kept for people, whether they come or not.
    tell(`${kind}, ${max}, mostly background`, { ...measured, used: measured.used / 0.9 }, true)
  }
}

/** Each run begins with processes that know nothing. */
async function forgetBudget(databaseUrl: string): Promise<void> {
  const client = new Client({ connectionString: databaseUrl })
  await client.connect()
  await client.query("delete from settings where key = 'rate-budget'")
  await client.end()
}

async function shared(url: string): Promise<void> {
  const cluster = await startCluster()
  if (!cluster) {
    console.info(
      "No Postgres server is installed: three processes on one budget were not measured.",
    )
    return
  }
  try {
    const store = await openStore({ databaseUrl: cluster.url, dataDir: null })
    await store.close()
    const max = 100
    const intervalMs = 1_500
    for (const kind of KINDS) {
      for (const spender of ["nobody", "both"] satisfies SpenderName[]) {
        const others = SPENDERS[spender](max, intervalMs)
        const demand = threefold(max, intervalMs, PROCESSES.length)
        const ask = async (startAt: number, durationMs: number): Promise<Asked> => {
          const asked = await Promise.all(
            PROCESSES.map(async (name) => {
              const order = { url, databaseUrl: cluster.url, name, startAt, durationMs, demand }
              const { stdout, stderr } = await run(
                process.execPath,
                [
                  "--conditions=react-server",
                  "lib/bench/sharing-process.ts",
                  JSON.stringify(order),
                ],
                { maxBuffer: 64 * 1024 * 1024 },
              )
              if (stderr) console.info(stderr.trim())
              return JSON.parse(stdout) as Asked
            }),
          )
          return Object.assign({}, ...asked)
        }
        const limit = { max, intervalMs, kind, others }
        await forgetBudget(cluster.url)
        const title = `${kind}, ${max}, 3 processes, beside ${NAMES[spender]}`
        tell(
          title,
          await measure(url, limit, SHARED_INTERVALS, THREE_PROCESSES, ask),
          spender === "nobody",
        )
      }
    }
  } finally {
    await cluster.close()
  }
}

const started = performance.now()
console.info(`${"".padEnd(44)}   used   ours others 429: own theirs  background before a person`)
const sandboxes = [await sandboxProcess(), await sandboxProcess()] as const
try {
  if (!process.argv.includes("--shared")) {
    await Promise.all([matrix(sandboxes[0].url, 25), matrix(sandboxes[1].url, 100)])
    await light(sandboxes[0].url)
  }
  await shared(sandboxes[1].url)
} finally {
  for (const sandbox of sandboxes) sandbox.stop()
}
console.info(`${((performance.now() - started) / 1_000).toFixed(0)} s`)
for (const line of missed) console.info(`MISSED ${line}`)
process.exitCode = missed.length > 0 ? 1 : 0
