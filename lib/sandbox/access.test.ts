import { afterAll, beforeEach, describe, expect, it } from "vitest"
import { controlOf } from "./control.ts"
import { labReports } from "./seed/labs.ts"
import { callerOf, LOCATION, startTestSandbox } from "./testing/caller.ts"

const sandbox = await startTestSandbox()
const send = callerOf(sandbox.url)
const control = controlOf(sandbox.url)
const list = `/contacts/?locationId=${LOCATION}&limit=1`

afterAll(() => sandbox.close())
beforeEach(() => control.reset())

describe("who may ask", () => {
  it.each([
    ["no token", { authorization: null }, "Invalid JWT"],
    ["another token", { authorization: "Bearer other" }, "Invalid JWT"],
    ["no version", { version: null }, "version header was not found."],
    ["an unknown version", { version: "2020-01-01" }, "version header is invalid."],
  ])("refuses %s with 401", async (_case, headers, message) => {
    const reply = await send("GET", list, undefined, headers)
    expect(reply.status).toBe(401)
    expect(reply.json).toMatchObject({ statusCode: 401, message, error: "Unauthorized" })
    expect(reply.json.traceId).toEqual(expect.any(String))
  })

  it("refuses a token that was revoked", async () => {
    await control.settings({ tokenRevoked: true })
    const reply = await send("GET", list)
    expect(reply.status).toBe(401)
    expect(reply.json.message).toBe("Invalid token: access token is invalid")
  })

  it.each([
    ["GET", `/locations/${LOCATION}/tags`],
    ["GET", `/locations/${LOCATION}`],
    ["POST", `/locations/${LOCATION}/customFields`],
    ["POST", `/locations/${LOCATION}/customFields/upload`],
    ["GET", "/users/?locationId=x"],
    ["GET", "/opportunities/search"],
    ["GET", "/calendars/events"],
    ["GET", "/conversations/search"],
    ["GET", "/workflows/"],
    ["GET", "/campaigns/"],
    ["POST", "/medias/upload-file"],
  ])("has no scope for %s %s", async (method, path) => {
    const reply = await send(method, path, method === "POST" ? {} : undefined)
    expect(reply.status).toBe(401)
    expect(reply.json.message).toBe("The token is not authorized for this scope.")
  })

  it("refuses what a revoked scope covered, and nothing else", async () => {
    await control.settings({ revokedScopes: ["locations/customFields.readonly"] })
    expect((await send("GET", `/locations/${LOCATION}/customFields`)).status).toBe(401)
    expect((await send("GET", list)).status).toBe(200)
  })

  it("refuses another location with 403 and none with 422", async () => {
    const other = await send("GET", "/contacts/?locationId=other")
    expect(other.status).toBe(403)
    expect(other.json.message).toBe("The token does not have access to this location.")
    expect((await send("GET", "/locations/other/customFields")).status).toBe(403)
    expect((await send("GET", "/contacts/")).status).toBe(422)
  })

  it("says 501 of what the token may do in GHL and the sandbox has not", async () => {
    const reply = await send("POST", "/contacts/abc/workflow/def", {})
    expect(reply.status).toBe(501)
    expect(reply.json).toMatchObject({
      message: expect.stringContaining("The sandbox has no add-contact-to-workflow"),
      error: "Not Implemented",
    })
  })

  it.each([
    ["PATCH", "/nothing"],
    ["GET", `/locations/${LOCATION}/nothing`],
    ["GET", "/contacts/abc/followers"],
  ])("answers 404 for %s %s, which GHL does not have", async (method, path) => {
    expect((await send(method, path)).status).toBe(404)
  })

  it.each([
    ["GET", "/contacts/nobody?x=1", "x"],
    ["GET", "/contacts/nobody/notes?limit=2", "limit"],
    ["POST", "/contacts/nobody/tasks?notify=no", "notify"],
    ["POST", "/contacts/search?limit=2", "limit"],
    ["GET", `${list}&offset=2`, "offset"],
    ["GET", `/locations/${LOCATION}/customFields?type=TEXT`, "type"],
  ])("refuses for %s %s an undeclared parameter", async (method, path, name) => {
    const reply = await send(method, path, method === "POST" ? {} : undefined)
    expect(reply.status).toBe(422)
    expect(reply.json.message).toEqual([`property ${name} should not exist`])
  })

  it("refuses a parameter that is given twice", async () => {
    const reply = await send("GET", `${list}&limit=2`)
    expect(reply.status).toBe(422)
    expect(reply.json.message).toEqual(["limit must be given once"])
  })

  it("answers 400 for broken JSON", async () => {
    const reply = await send("POST", "/contacts/search", Buffer.from("{oops"))
    expect(reply.status).toBe(400)
  })
})

describe("limits", () => {
  const rateLimit = { max: 3, intervalMs: 60_000, daily: 1000 }

  it("shows the five headers on every answer, refusals too", async () => {
    for (const path of [list, "/users/", "/nothing"]) {
      const { headers } = await send("GET", path)
      for (const name of ["limit-daily", "daily-remaining", "interval-milliseconds", "max"]) {
        expect(headers.get(`x-ratelimit-${name}`), `${path} ${name}`).toMatch(/^\d+$/)
      }
      expect(headers.get("x-ratelimit-remaining")).toMatch(/^\d+$/)
    }
  })

  it("counts down, then answers 429 without Retry-After", async () => {
    await control.settings({ rateLimit })
    const left: (string | null)[] = []
    for (let n = 0; n < 3; n += 1)
      left.push((await send("GET", list)).headers.get("x-ratelimit-remaining"))
    expect(left).toEqual(["2", "1", "0"])
    const refused = await send("GET", list)
    expect(refused.status).toBe(429)
    expect(refused.headers.get("retry-after")).toBeNull()
  })

  it("tells how long to wait when it is set to, and opens again after the interval", async () => {
    await control.settings({ rateLimit: { max: 1, intervalMs: 300, sendRetryAfter: true } })
    await send("GET", list)
    expect((await send("GET", list)).headers.get("retry-after")).toBe("1")
    await expect.poll(async () => (await send("GET", list)).status, { timeout: 3000 }).toBe(200)
  })

  it("counts what is asked for without a token too, unless it is set not to", async () => {
    const [report] = labReports()
    const path = `/documents/download/${report?.documentId}`
    const left = async () => (await send("GET", path)).headers.get("x-ratelimit-remaining")
    await control.settings({ rateLimit })
    expect([await left(), await left()]).toEqual(["2", "1"])
    await control.settings({ downloadsCount: false })
    expect([await left(), await left()]).toEqual(["1", "1"])
    await control.settings({ downloadsCount: true })
    await left()
    expect((await send("GET", path)).status).toBe(429)
  })

  it("has a daily limit too", async () => {
    await control.settings({ rateLimit: { daily: 1 } })
    expect((await send("GET", list)).status).toBe(200)
    expect((await send("GET", list)).status).toBe(429)
  })
})

describe("the control surface", () => {
  it("answers no page of a browser", async () => {
    const reply = await send("POST", "/__sandbox/reset", {}, { origin: "http://evil.example" })
    expect(reply.status).toBe(403)
  })

  it("names what is wrong with a command", async () => {
    expect((await send("POST", "/__sandbox/faults", { kind: "meteor" })).status).toBe(422)
    expect((await send("POST", "/__sandbox/faults", { kind: "html", path: "(" })).status).toBe(422)
    expect((await send("GET", "/__sandbox/nothing")).status).toBe(404)
  })

  it("journals every request with its status and nothing of its own", async () => {
    await send("GET", list)
    await send("GET", "/users/")
    const journal = await control.journal()
    expect(journal.map(({ n, method, path, status }) => ({ n, method, path, status }))).toEqual([
      { n: 1, method: "GET", path: list, status: 200 },
      { n: 2, method: "GET", path: "/users/", status: 401 },
    ])
    await control.clearJournal()
    expect(await control.journal()).toEqual([])
  })

  it("resets to another seed and size", async () => {
    await control.reset({ seed: 5, contacts: 7 })
    const reply = await send("GET", `/contacts/?locationId=${LOCATION}&limit=100`)
    expect(reply.json.meta).toMatchObject({ total: 7 })
  })
})
