import { existsSync, readFileSync } from "node:fs"
import { relative } from "node:path"
import { stripVTControlCharacters } from "node:util"
import { z } from "zod"

/** `failures`: a line or two for each failed test, with its name and what was said of it. */
export type TestRun = { passed: number; failed: number; failures: string[] }

const reportOf = <T extends z.ZodType>(file: string, schema: T): z.output<T> | null =>
  existsSync(file) ? (schema.safeParse(JSON.parse(readFileSync(file, "utf8"))).data ?? null) : null

const LINES = 12

/** The beginning of what a runner says of a failure, without its colours. */
function told(name: string, message = ""): string {
  const lines = stripVTControlCharacters(message)
    .split("\n")
    .filter((line) => line.trim() !== "" && !/^\s+at .*(node_modules|new Promise)/.test(line))
  return [`FAILED ${name}`, ...lines.slice(0, LINES).map((line) => `  ${line}`)].join("\n")
}

const vitestReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string().optional(),
      assertionResults: z.array(
        z.object({
          fullName: z.string(),
          status: z.string(),
          failureMessages: z.array(z.string()).nullish(),
        }),
      ),
    }),
  ),
})

/** What Vitest's JSON report says; null when there is none. */
export function logicReport(file: string): TestRun | null {
  const report = reportOf(file, vitestReport)
  if (!report) return null
  const failures = report.testResults.flatMap((one) => {
    const file = relative(process.cwd(), one.name)
    const tests = one.assertionResults.filter(({ status }) => status === "failed")
    if (tests.length === 0 && one.status === "failed") return told(file, one.message)
    return tests.map((test) => told(`${file} › ${test.fullName}`, test.failureMessages?.[0]))
  })
  return { passed: report.numPassedTests, failed: report.numFailedTests, failures }
}

const result = z.object({ errors: z.array(z.object({ message: z.string().optional() })) })
const spec = z.object({
  title: z.string(),
  ok: z.boolean(),
  file: z.string(),
  line: z.number(),
  tests: z.array(z.object({ results: z.array(result) })),
})
const suite = z.object({
  specs: z.array(spec),
  get suites() {
    return z.array(suite).optional()
  },
})
const playwrightReport = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number() }),
  suites: z.array(suite),
})

const specsOf = ({ specs, suites }: z.output<typeof suite>): z.output<typeof spec>[] => [
  ...specs,
  ...(suites ?? []).flatMap(specsOf),
]

/** What Playwright's JSON report says; null when there is none. */
export function browserReport(file: string): TestRun | null {
  const report = reportOf(file, playwrightReport)
  if (!report) return null
  const { expected, unexpected, flaky } = report.stats
  const failures = report.suites
    .flatMap(specsOf)
    .filter(({ ok }) => !ok)
    .map((one) => {
      const errors = one.tests.flatMap(({ results }) => results.flatMap(({ errors }) => errors))
      // The first may say only that the time was over, and the next what was waited for.
      const message = errors.map((error) => error.message ?? "").join("\n")
      return told(`${one.file}:${one.line} › ${one.title}`, message)
    })
  return { passed: expected, failed: unexpected + flaky, failures }
}
