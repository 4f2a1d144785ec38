import { parseArgs } from "node:util"
import { z } from "zod"
import type { Overwritten } from "#lib/faults/check-text.ts"
import { exitCodeOf, LEAST_DONE, type Summary, summaryOf } from "#lib/faults/result.ts"
import { runProof } from "#lib/faults/run.ts"
import { SCALE, TIMES } from "#lib/faults/scale.ts"
import { kindsTable, percentile, tableOf } from "#lib/faults/table.ts"
import { build } from "./build.ts"

/**
 * `npm run faults`: write-backs through the real app and its workers against the sandbox, with faults of
 * every kind, judged by the sandbox's journal and state. Violations are told with their seed and case.
 * Exit codes: 0, and those of exit-codes.ts; anything else says that the run itself failed.
 */
const USAGE =
  "npm run faults -- [--count 1000] [--seed 1] [--store pglite|postgres|both] [--points all|some] [--switch-off fresh-read|settling|lease | --hard-on fresh-read|settling|lease] [--case N]"

const guard = z.enum(["fresh-read", "settling", "lease"])

const options = z.object({
  count: z.coerce.number().int().min(1).max(10_000).default(1_000),
  seed: z.coerce
    .number()
    .int()
    .min(0)
    .max(2 ** 31)
    .default(1),
  store: z.enum(["pglite", "postgres", "both"]).default("both"),
  points: z.enum(["all", "some"]).optional(),
  "switch-off": guard.optional(),
  /** The cases of the run without this guard, with the guard on: they are what it is there for. */
  "hard-on": guard.optional(),
  case: z.coerce.number().int().min(0).optional(),
})

function asked() {
  try {
    const { values } = parseArgs({
      options: {
        count: { type: "string" },
        seed: { type: "string" },
        store: { type: "string" },
        points: { type: "string" },
        "switch-off": { type: "string" },
        "hard-on": { type: "string" },
        case: { type: "string" },
      },
    })
    return options.parse(values)
  } catch (error) {
    console.error(error instanceof z.ZodError ? z.prettifyError(error) : `${error}`)
    console.error(USAGE)
    process.exit(2)
  }
}

const { count, seed, store, points, case: only, ...guards } = asked()
const switchOff = guards["switch-off"]
const hardOn = switchOff ?? guards["hard-on"]
// The checker's own look at a store needs these, as every process of the app does.
process.env.GHL_ACCESS_TOKEN ??= "sandbox-token"
process.env.GHL_LOCATION_ID ??= "VXhSATpOGAvRAnd0iu7x"
process.env.AUTH_SECRET = "a secret for the fault proof, and for nothing else"
process.env.APP_URL ??= "http://localhost:3000"

if (!(await build())) process.exit(2)

const seconds = (ms: number) => `${ms / 1_000} s`
console.info(
  `Times at ${SCALE} of the real ones: settling ${seconds(TIMES.settleMs)}, effects up to ${seconds(TIMES.lateEffectMs)} late, reads up to ${seconds(TIMES.readLagMs)} late, deadline ${seconds(TIMES.clientTimeoutMs)}.`,
)

/** Cases from which on a run stands at every await point, unless it says otherwise. */
const ALL_POINTS_FROM = 500

const summaries: (Summary | null)[] = []
for (const kind of store === "both" ? (["pglite", "postgres"] as const) : [store]) {
  const startedAt = performance.now()
  const say = (text: string) =>
    console.info(
      `${kind} ${((performance.now() - startedAt) / 1_000).toFixed(0).padStart(4)} s  ${text}`,
    )
  const outcome = await runProof({
    store: kind,
    count,
    seed,
    switchOff: switchOff ?? null,
    hardOn: hardOn ?? null,
    only: only ?? null,
    incidents: !hardOn && only === undefined,
    points: points ?? (count < ALL_POINTS_FROM ? "some" : "all"),
    say,
  })
  if (!outcome) {
    console.info("Postgres is not installed here: its part of the proof was not run.")
    summaries.push(null)
    continue
  }
  const { stories, halts, windows } = outcome
  console.info(`\n${tableOf(outcome)}\n`)
  const flawed = stories.filter(({ verdict }) => verdict.flaws.length > 0)
  for (const { story, verdict } of flawed) {
    const { plan, incidents } = story
    console.info(
      `VIOLATION seed ${seed} case ${plan.id}: ${verdict.flaws.join("; ")} [${verdict.outcome}; ${plan.fault.name} ${plan.fault.on}; ${[...incidents].join(", ") || "no incident"}${plan.edit ? `; colleague: ${plan.edit.what} after ${plan.edit.afterMs} ms` : ""}]`,
    )
  }
  if (halts) {
    const points = Object.entries(halts.points).map(([path, many]) => `${path} ${many}`)
    const by = Object.entries(halts.stoodAt).map(
      ([name, many]) => `${name} at ${many} of ${halts.asked[name]}`,
    )
    console.info(`Await points by path: ${points.join(", ")}.`)
    console.info(`Killed or stopped there: ${by.join(", ")}, in ${halts.kills} kills.`)
    for (const point of halts.missed) console.info(`  NOT REACHED: ${point}`)
    const taken = Object.entries(halts.takenOver).map(
      ([name, many]) => `${name}'s at ${many} of ${halts.stoodAt[name]}`,
    )
    console.info(
      `Taken over by another while it was dead: ${taken.join(", ") || "no other is there"}.`,
    )
    for (const point of halts.notTakenOver) console.info(`  NOT TAKEN OVER: ${point}`)
  }
  if (outcome.kinds.length > 0) console.info(kindsTable(outcome.kinds))
  const never = outcome.kinds.filter(({ happened }) => happened === 0)
  for (const { name } of never) console.info(`  NEVER HAPPENED: ${name}`)
  const overwritten = (which: keyof Overwritten) =>
    stories.reduce((sum, { verdict }) => sum + verdict[which].length, 0)
  console.info(
    `From fresh read to write: p50 ${percentile(windows, 0.5)} ms, p99 ${percentile(windows, 0.99)} ms over ${windows.length} writes; ${overwritten("insideWindow")} edits fell inside it and were overwritten, and ${overwritten("hiddenByLag")} that came before a read which lagged and did not show them.`,
  )
  const summary = summaryOf(
    stories.map(({ verdict }) => verdict),
    switchOff ?? null,
    never.length + (halts ? halts.missed.length + halts.notTakenOver.length : 0),
  )
  summaries.push(summary)
  const { done, resting, notDecided, guardsOwn } = summary
  console.info(
    `${kind}: ${stories.length} write-backs, ${done} done, ${resting} resting with their reason, ${notDecided} not decided, ${flawed.length} violations${switchOff ? `, ${guardsOwn} of them what ${switchOff} prevents` : ""} (seed ${seed}${switchOff ? `, without ${switchOff}` : hardOn ? `, hard on ${hardOn}` : ""}); logs in ${outcome.folder}`,
  )
  if (only === undefined && !hardOn && done < LEAST_DONE * stories.length) {
    console.info(
      `TOO FEW DONE: ${Math.round((100 * done) / stories.length)} %. Fewer than ${100 * LEAST_DONE} % prove little.`,
    )
  }
}
const sum = (of: (one: Summary) => number) =>
  summaries.reduce((all, one) => all + (one ? of(one) : 0), 0)
console.info(
  `\n${sum(({ cases }) => cases)} write-backs, ${sum(({ flawed }) => flawed)} violations`,
)
process.exit(
  exitCodeOf(summaries, {
    switchOff: switchOff ?? null,
    // What is hard on a guard ends in conflicts, mostly.
    mayRest: only !== undefined || hardOn !== undefined,
  }),
)
