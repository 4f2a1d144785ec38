import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, expect, test } from "vitest"
import { browserReport, logicReport } from "./test-reports.ts"

let folder = ""
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "caredesk-reports-"))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const written = (report: object) => {
  const file = join(folder, "report.json")
  writeFileSync(file, JSON.stringify(report))
  return file
}

test("a failed logic test is told with its file, its name and the reason, a file that does not load too", () => {
  const passed = { fullName: "adds", status: "passed", failureMessages: [] }
  const failed = {
    fullName: "sums up",
    status: "failed",
    failureMessages: [
      "\u001B[31mexpected 2 to be 3\u001B[39m\n\n    at file.ts:2:3\n    at node_modules/x.js:1",
    ],
  }
  const run = logicReport(
    written({
      numPassedTests: 1,
      numFailedTests: 1,
      testResults: [
        {
          name: join(process.cwd(), "lib/a.test.ts"),
          status: "failed",
          assertionResults: [passed, failed],
        },
        {
          name: join(process.cwd(), "lib/b.test.ts"),
          status: "failed",
          message: "no such file",
          assertionResults: [],
        },
      ],
    }),
  )
  expect(run).toEqual({
    passed: 1,
    failed: 1,
    failures: [
      "FAILED lib/a.test.ts › sums up\n  expected 2 to be 3\n      at file.ts:2:3",
      "FAILED lib/b.test.ts\n  no such file",
    ],
  })
})

test("a failed browser test is told, however deep it lies", () => {
  const one = (title: string, errors: { message: string }[]) => ({
    title,
    ok: errors.length === 0,
    file: "a.spec.ts",
    line: 7,
    tests: [{ results: [{ errors }] }],
  })
  const inner = {
    specs: [
      one("approves", [{ message: "out of time" }, { message: "a button was missing" }]),
      one("rejects", []),
    ],
  }
  const run = browserReport(
    written({
      stats: { expected: 1, unexpected: 1, flaky: 0 },
      suites: [{ specs: [], suites: [inner] }],
    }),
  )
  expect(run).toEqual({
    passed: 1,
    failed: 1,
    failures: ["FAILED a.spec.ts:7 › approves\n  out of time\n  a button was missing"],
  })
})

test("no report is no run", () => {
  expect(logicReport(join(folder, "none.json"))).toBeNull()
  expect(browserReport(join(folder, "none.json"))).toBeNull()
})
