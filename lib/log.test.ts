import { Writable } from "node:stream"
import { DrizzleQueryError } from "drizzle-orm/errors"
import { expect, test, vi } from "vitest"
import { createLog } from "./log.ts"

/** What a log writes, line by line. */
function written() {
  const lines: string[] = []
  const into = new Writable({
    write(chunk, _, done) {
      lines.push(String(chunk))
      done()
    },
  })
  return { log: createLog(into, "debug"), lines }
}

test("a query that failed is told without what it was given", () => {
  const { log, lines } = written()
  const text = "HbA1c 6.1 %\n    at her last visit (room:1:2)"
  const error = new DrizzleQueryError("insert into drafts values ($1)", [text], new Error(text))
  log.error({ err: error }, "action failed")
  expect(lines.join("")).not.toMatch(/HbA1c|her last visit/)
  expect(JSON.parse(lines[0] ?? "")).toMatchObject({
    err: {
      message: "Failed query: insert into drafts values ($1)",
      stack: expect.stringMatching(/^ {4}at .*log\.test\.ts:\d+:\d+/),
    },
  })
})

test("a text of several lines and with control characters is one line of the log", () => {
  const { log, lines } = written()
  log.warn({ kind: 'x\n{"level":50}\u001b[2J' }, "a\nb")
  expect(lines).toHaveLength(1)
  expect(lines[0]).toMatch(/^[\x20-\x7e]+\n$/)
})

test("a token, a password and a body are removed, also one level down", () => {
  const { log, lines } = written()
  log.warn({ token: "secret-1", request: { body: "secret-2", headers: { a: "secret-3" } } }, "x")
  expect(lines.join("")).not.toContain("secret")
  expect(lines.join("")).toContain("[removed]")
})

test("an empty LOG_LEVEL, as a form leaves it, is an unset one", () => {
  vi.stubEnv("LOG_LEVEL", "")
  expect(createLog(new Writable()).level).toBe("info")
  vi.unstubAllEnvs()
})
