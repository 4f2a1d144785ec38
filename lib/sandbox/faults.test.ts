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
      headers: {
        authorization: "Bearer sandbox-token",
        version: "2021-07-28",
        "content-type": "application/json",
      },
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

  it("kept-as-html: one note, as an account of HTML keeps it, and dated back", async () => {
    const fault = await control.addFault({ kind: "kept-as-html", method: "POST", delayMs: 60_000 })
    const postBody = (body: string) => send("POST", path, { body })
    expect((await postBody("HbA1c <5.6 %\nFerritin 30")).status).toBe(201)
    const struck = await entry()
    expect(struck).toMatchObject({
      effects: [{ kind: "note-created" }],
      fault: { id: fault, kind: "kept-as-html" },
    })
    await postBody("HbA1c <5.6 %\nFerritin 30")
    const [altered, other] = ((await control.truth(id))?.notes ?? []).slice(-2)
    expect(altered?.body).toBe("<p>HbA1c  Ferritin 30</p>")
    expect(other?.body).toBe("HbA1c <5.6 %\nFerritin 30")
    const effectAt = Date.parse(struck?.effectAt ?? "")
    expect(Math.abs(effectAt - Date.parse(altered?.dateAdded ?? "") - 60_000)).toBeLessThan(5)
    const read = await send("GET", path)
    expect(read.text).toContain("<p>HbA1c  Ferritin 30</p>")
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

  it("not-succeeded: 200, and nothing was done", async () => {
    await control.addFault({ kind: "not-succeeded", method: "POST" })
    const made = await madeBy(async () => {
      const reply = await post()
      expect(reply.status).toBe(200)
      expect(reply.json).toMatchObject({ succeded: false })
    })
    expect(made).toBe(0)
    expect(await entry()).toMatchObject({ status: 200, effects: [], effectAt: null })
  })

  it("lag: reads of notes show how things stood before, and the journal says when", async () => {
    const listed = async () => (await send("GET", path)).json.notes
    const before = await listed()
    await control.addFault({ kind: "lag", method: "GET", path, delayMs: 700, count: 9 })
    const postedAt = Date.now()
    await post()
    expect(await listed()).toEqual(before)
    const read = await entry()
    expect(Date.parse(read?.asOf ?? "")).toBeLessThan(postedAt)
    await expect
      .poll(async () => (await listed()) as unknown[], { timeout: 3000 })
      .toHaveLength((before as unknown[]).length + 1)
  })

  it("lag: strikes the reads of one resource only", async () => {
    const tagsOf = async () =>
      ((await send("GET", `/contacts/${id}`)).json.contact as { tags: string[] }).tags
    await control.addFault({ kind: "lag", method: "GET", path: `/contacts/${id}$`, count: 9 })
    await send("POST", `/contacts/${id}/tags`, { tags: ["seen-late"] })
    await post()
    expect(await tagsOf()).not.toContain("seen-late")
    expect((await control.truth(id))?.contact.tags).toContain("seen-late")
    const { notes: shown } = (await send("GET", path)).json as { notes: { body: string }[] }
    expect(shown[0]?.body).toBe("a note")
  })

  it("revoke-token: nothing is accepted from then on, until it is mended", async () => {
    await control.addFault({ kind: "revoke-token", method: "POST", delayMs: 400 })
    expect((await send("GET", path)).status).toBe(200)
    expect(await madeBy(async () => expect((await post()).status).toBe(401))).toBe(0)
    expect((await send("GET", path)).status).toBe(401)
    await expect.poll(async () => (await send("GET", path)).status, { timeout: 3000 }).toBe(200)
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

  it("are told of entry by entry, from a number on", async () => {
    await post()
    const last = await entry()
    await post()
    expect((await control.journal(last?.n)).map(({ method }) => method)).toEqual(["POST"])
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
