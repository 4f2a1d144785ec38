import { afterAll, beforeEach, describe, expect, it } from "vitest"
import { controlOf } from "./control.ts"
import { pageThreeContact } from "./seed/persons-of-note.ts"
import { callerOf, startTestSandbox } from "./testing/caller.ts"

const sandbox = await startTestSandbox()
const send = callerOf(sandbox.url)
const control = controlOf(sandbox.url)
const { id } = pageThreeContact()
const path = `/contacts/${id}/notes`
afterAll(() => sandbox.close())
beforeEach(() => control.reset())

const notes = async () => (await control.truth(id))?.notes.length ?? 0
const post = () => send("POST", path, { body: "a note" })
const entry = async () => (await control.journal()).at(-1)

/** How many notes a request made, and what the journal tells of it. */
async function madeBy(act: () => Promise<unknown>): Promise<number> {
  const before = await notes()
  await act()
  return (await notes()) - before
}

describe("faults", () => {
  it("status: refused without effect", async () => {
    const fault = await control.addFault({ kind: "status", status: 503, method: "POST" })
    const made = await madeBy(async () => {
      const reply = await post()
      expect(reply.status).toBe(503)
      expect(reply.json).toMatchObject({ statusCode: 503, message: "Service Unavailable" })
    })
    expect(made).toBe(0)
    expect(await entry()).toMatchObject({
      status: 503,
      effects: [],
      fault: { id: fault, kind: "status" },
    })
  })

  it("status-after: refused, and done all the same", async () => {
    await control.addFault({ kind: "status-after", path: "/notes$" })
    const made = await madeBy(async () => expect((await post()).status).toBe(422))
    expect(made).toBe(1)
    expect(await entry()).toMatchObject({ status: 422, effects: [{ kind: "note-created" }] })
  })

  it("drop-before: no answer, no effect", async () => {
    await control.addFault({ kind: "drop-before" })
    expect(await madeBy(() => expect(post()).rejects.toThrow())).toBe(0)
    expect(await entry()).toMatchObject({ state: "dropped", status: null, effects: [] })
  })

  it("drop-after: no answer, but done", async () => {
    await control.addFault({ kind: "drop-after" })
    expect(await madeBy(() => expect(post()).rejects.toThrow())).toBe(1)
    expect(await entry()).toMatchObject({
      state: "dropped",
      status: null,
      effects: [{ kind: "note-created" }],
    })
  })

  it("delay: nothing happens until it is over; the journal shows the request at once", async () => {
    await control.addFault({ kind: "delay", delayMs: 400 })
    const made = await madeBy(async () => {
      const pending = post()
      await expect.poll(async () => (await entry())?.state).toBe("pending")
      expect((await entry())?.effects).toEqual([])
      expect((await pending).status).toBe(201)
    })
    expect(made).toBe(1)
  })

  it("delay-after: done at once, answered later", async () => {
    await control.addFault({ kind: "delay-after", delayMs: 400 })
    const before = await notes()
    const pending = post()
    await expect.poll(async () => (await notes()) - before).toBe(1)
    expect((await entry())?.state).toBe("pending")
    expect((await pending).status).toBe(201)
    expect(await entry()).toMatchObject({ state: "answered", status: 201 })
  })

  it("late-effect: dropped at once, done some time afterwards", async () => {
    await control.addFault({ kind: "late-effect", delayMs: 300 })
    const before = await notes()
    await expect(post()).rejects.toThrow()
    expect(await notes()).toBe(before)
    expect(await entry()).toMatchObject({ state: "dropped", effects: [], effectAt: null })
    await expect.poll(async () => (await notes()) - before, { timeout: 3000 }).toBe(1)
    expect(await entry()).toMatchObject({ state: "dropped", effects: [{ kind: "note-created" }] })
  })

  it("late-effect: held until the caller gives up, or a gateway answers", async () => {
    await control.addFault({ kind: "late-effect", delayMs: 50, holdMs: 60_000 })
    const before = await notes()
    const given = fetch(`${sandbox.url}${path}`, {
      method: "POST",
      headers: { authorization: "Bearer sandbox-token", version: "2021-07-28" },
      body: JSON.stringify({ body: "late" }),
      signal: AbortSignal.timeout(200),
    })
    await expect(given).rejects.toThrow()
    await expect.poll(async () => (await notes()) - before, { timeout: 3000 }).toBe(1)
    await control.addFault({ kind: "late-effect", status: 504, delayMs: 50 })
    expect((await post()).status).toBe(504)
    await expect.poll(async () => (await notes()) - before, { timeout: 3000 }).toBe(2)
  })

  it("html and malformed: what no client may take for an answer", async () => {
    await control.addFault({ kind: "html" })
    const page = await send("GET", path)
    expect(page.status).toBe(502)
    expect(page.headers.get("content-type")).toContain("text/html")
    await control.addFault({ kind: "malformed" })
    const broken = await send("GET", path)
    expect(broken.status).toBe(200)
    expect(broken.text).toMatch(/^\{/)
    expect(() => JSON.parse(broken.text)).toThrow()
  })

  it("rate-limit: with and without Retry-After", async () => {
    await control.addFault({ kind: "rate-limit" })
    await control.addFault({ kind: "rate-limit", retryAfter: 2 })
    const first = await post()
    expect(first.status).toBe(429)
    expect(first.headers.get("retry-after")).toBeNull()
    expect((await post()).headers.get("retry-after")).toBe("2")
    expect((await post()).status).toBe(201)
  })

  it("strike by method and path, after so many, so many times", async () => {
    await control.addFault({ kind: "status", method: "GET", path: "/notes", after: 1, count: 2 })
    const statuses: number[] = []
    for (let n = 0; n < 5; n += 1) statuses.push((await send("GET", path)).status)
    expect(statuses).toEqual([200, 500, 500, 200, 200])
    expect((await send("GET", `/contacts/${id}`)).status).toBe(200)
  })

  it("answer with the body they were given, and are cleared", async () => {
    await control.addFault({ kind: "status", status: 400, body: { message: "odd" }, count: 9 })
    expect((await post()).json).toEqual({ message: "odd" })
    await control.clearFaults()
    expect((await post()).status).toBe(201)
  })

  it("leave nothing behind after a reset", async () => {
    await control.addFault({ kind: "late-effect", delayMs: 150 })
    await expect(post()).rejects.toThrow()
    await control.reset()
    const before = await notes()
    await new Promise((resolve) => setTimeout(resolve, 400))
    expect(await notes()).toBe(before)
    expect(await control.journal()).toEqual([])
  })
})
