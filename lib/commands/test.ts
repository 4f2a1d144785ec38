import { spawn } from "node:child_process"
import { once } from "node:events"
import { mkdirSync, rmSync } from "node:fs"
import { NOT_RUN, VIOLATIONS } from "#lib/faults/exit-codes.ts"
import { FOLDER_VARIABLE, HOW_TO_GET_THEM } from "#lib/sandbox/conformance/specification.ts"
import { build } from "./build.ts"
import { ensureChromium } from "./chromium.ts"
import { browserReport, logicReport, type TestRun } from "./test-reports.ts"

const RESULTS = "test-results"

const exitCode = (args: string[], env: Record<string, string> = {}) =>
  new Promise<number | null>((resolve) => {
    const child = spawn(process.execPath, args, {
      stdio: ["ignore", "inherit", "inherit"],
      env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1", ...env },
    })
    child.once("exit", resolve)
  })

const node = async (script: string, args: string[], env: Record<string, string> = {}) =>
  (await exitCode([script, ...args], env)) === 0

/** The fault proof with a fixed seed, and few cases. It says what it found when it is over. */
async function faultProof(...args: string[]): Promise<number | null> {
  const child = spawn(
    process.execPath,
    ["--conditions=react-server", "lib/commands/faults.ts", "--seed", "7", ...args],
    { stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1" } },
  )
  let said = ""
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (part: string) => {
      said += part
    })
  }
  const [code] = (await once(child, "close")) as [number | null]
  console.info(said)
  return code
}

let passed = 0
let failed = 0
/** What failed and why, said again at the end: a log is often kept from its end only. */
const failures: string[] = []
/** What was left out, in a sentence each: said again at the end, since nothing about it is known. */
const notRun: string[] = []

/** Counts a part that either holds as a whole or does not. */
function count(name: string, holds: boolean) {
  if (holds) passed++
  else {
    failed++
    failures.push(`FAILED ${name}`)
  }
  console.info(`${holds ? "ok    " : "FAILED"} ${name}`)
}

/** Counts a runner's tests; a runner that failed without a failed test of its own counts as one. */
function countRun(name: string, ended: boolean, tests: TestRun | null) {
  passed += tests?.passed ?? 0
  failures.push(...(tests?.failures ?? []))
  failed += Math.max(tests?.failed ?? 0, ended && tests ? 0 : 1)
  console.info(`${ended ? "ok    " : "FAILED"} ${name}`)
}

rmSync(RESULTS, { recursive: true, force: true })
mkdirSync(RESULTS, { recursive: true })

const browser = ensureChromium()
if (!browser) {
  console.error(
    "The tests need Chromium or Chrome and could not get one. Install it (Debian: apt-get install chromium), or set CHROMIUM_PATH.",
  )
}
count("a browser", browser !== null)

const built = await build()
count("build", built)
// After the build, which writes the types of the routes.
count("types", await node("node_modules/typescript/bin/tsc", ["--noEmit"]))
count("lint", await node("node_modules/@biomejs/biome/bin/biome", ["check", "."]))
count("unused code", await node("node_modules/knip/bin/knip.js", []))

const logicFile = `${RESULTS}/logic.json`
const logicEnded = await node("node_modules/vitest/vitest.mjs", [
  "run",
  "--reporter=default",
  "--reporter=json",
  `--outputFile.json=${logicFile}`,
])
countRun("logic tests", logicEnded, logicReport(logicFile))
if (!process.env[FOLDER_VARIABLE]) notRun.push(HOW_TO_GET_THEM)

async function faultProofs() {
  if (!built) return count("fault proof", false)
  const named = { pglite: "PGlite", postgres: "Postgres with three workers" }
  const had = new Set<string>()
  for (const store of ["pglite", "postgres"] as const) {
    const code = await faultProof("--store", store, "--count", "30")
    if (code === NOT_RUN) notRun.push(`Not run: fault proof on ${named[store]}`)
    else {
      had.add(store)
      count(`fault proof on ${named[store]}`, code === 0)
    }
  }
  for (const guard of ["fresh-read", "settling", "lease"]) {
    // It keeps workers apart, of which PGlite has one.
    const store = guard === "lease" && had.has("postgres") ? "postgres" : "pglite"
    const cases = ["--store", store, "--count", "40"]
    // The very cases that must fail without the guard hold with it.
    const guarded = await faultProof(...cases, "--hard-on", guard)
    count(`fault proof hard on ${guard}, on ${named[store]}`, guarded === 0)
    const without = await faultProof(...cases, "--switch-off", guard)
    const where = `fault proof without ${guard}, on ${named[store]}`
    count(`${where}: it must find violations`, without === VIOLATIONS)
  }
}

async function browserTests() {
  if (!built || !browser) return count("browser tests", false)
  const ended = await node("node_modules/@playwright/test/cli.js", ["test"], {
    CHROMIUM_PATH: browser,
  })
  countRun("browser tests", ended, browserReport(`${RESULTS}/browser.json`))
}

// Beside each other: both wait more than they work, for holds, for settling times and for leases.
await Promise.all([faultProofs(), browserTests()])

console.info(["", ...failures, ...notRun, `${passed} passed, ${failed} failed`].join("\n"))
process.exit(failed === 0 ? 0 : 1)
