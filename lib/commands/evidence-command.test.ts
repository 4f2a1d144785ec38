import { spawnSync } from "node:child_process"
import { expect, test } from "vitest"
import { COMMITTED_SEED } from "#lib/reviews/evidence-corpus/corpus.ts"
import { KINDS } from "#lib/reviews/evidence-corpus/plant/kinds.ts"

const TIME = { timeout: 180_000 }
/** A seed that is given by argument; as few drafts of a kind as the gate takes. */
const SEED = 5150
const COUNT = 50

const run = (...args: string[]) =>
  spawnSync(process.execPath, ["lib/commands/evidence-report.ts", ...args], { encoding: "utf8" })

/** Planted and found of a kind, its recall and the two ends of its interval, in percent. */
const ROW = /^\s+(\d+)\s+(\d+)\s+([\d.]+) %\s+([\d.]+) % to\s+([\d.]+) %/

test(
  "the command tells recall with its interval of every kind and the false alarms, on both seeds",
  TIME,
  () => {
    const { status, stdout } = run("--seed", `${SEED}`, "--count", `${COUNT}`)
    expect(status).toBe(0)
    const [, committed = "", given = ""] = stdout.split(/^Evidence check, seed /m)
    const parts = [
      { seed: COMMITTED_SEED, text: committed },
      // The drafts by hand come after it, with rows of the same names.
      { seed: SEED, text: given.split("\nDrafts written by hand")[0] ?? "" },
    ]
    for (const { seed, text } of parts) {
      expect(text).toMatch(new RegExp(`^${seed}, ${COUNT} drafts of each kind, 200 clean ones`))
      for (const kind of KINDS) {
        const line = text.split("\n").find((one) => one.startsWith(kind)) ?? ""
        const row = ROW.exec(line.slice(kind.length))
        expect(row, `${seed}: ${kind}`).not.toBeNull()
        const [planted = 0, found = 0, recall = 0, low = 0, high = 0] = (row ?? [])
          .slice(1)
          .map(Number)
        expect(planted).toBe(COUNT)
        expect(recall).toBeCloseTo((100 * found) / planted, 1)
        expect(low).toBeLessThanOrEqual(recall)
        expect(high).toBeGreaterThanOrEqual(recall)
      }
      expect(text).toMatch(/false alarms per draft [\d.]+ on average, \d+ at the 95th percentile/)
      expect(text).toContain("The gate holds.")
    }
  },
)

test(
  "too few drafts prove nothing, and what the command does not know it does not run",
  TIME,
  () => {
    const few = run("--count", "2")
    expect(few.stdout).toContain(`Fewer than ${COUNT} drafts of each kind prove nothing.`)
    expect(few.status).toBe(1)
    for (const args of [
      ["--seed", "many"],
      ["--seeds", "1"],
      ["--count", "0"],
    ]) {
      const { status, stdout, stderr } = run(...args)
      expect(status, args.join(" ")).toBe(2)
      expect(stdout).toBe("")
      expect(stderr).toMatch(/^Usage: npm run evidence:report/)
    }
  },
)
