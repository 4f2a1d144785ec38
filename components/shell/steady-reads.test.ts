import { afterEach, beforeEach, expect, test, vi } from "vitest"
import { steadyReads } from "./steady-reads.ts"

const HERE = "http://desk.test/contacts/1?tab=a"
const PAGE = { headers: { rsc: "1" } }

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** A desk whose answers come one after the other, the last for ever. */
function desk(...answers: (() => Promise<Response>)[]) {
  const told: boolean[] = []
  const ask = vi.fn<typeof fetch>(async () => {
    const next = answers.length > 1 ? answers.shift() : answers[0]
    if (!next) throw new Error("no answer")
    return next()
  })
  const read = steadyReads(
    ask,
    () => HERE,
    (waiting) => told.push(waiting),
  )
  return { ask, read, told }
}

const fine = async () => new Response("all of it")
const refused = async () => {
  throw new TypeError("Failed to fetch")
}
const breaksOff = async () =>
  new Response(
    new ReadableStream({
      start(stream) {
        stream.enqueue(new TextEncoder().encode("half"))
        stream.error(new TypeError("network error"))
      },
    }),
  )

test("a page that is read anew is given on whole, though its answer broke off before", async () => {
  const { ask, read, told } = desk(breaksOff, fine)
  const answer = read("http://desk.test/contacts/1?tab=b&_rsc=x", PAGE)
  await vi.advanceTimersByTimeAsync(999)
  expect(ask).toHaveBeenCalledTimes(1)
  expect(told).toEqual([true])
  await vi.advanceTimersByTimeAsync(1)
  expect(await (await answer).text()).toBe("all of it")
  expect(told).toEqual([true, false])
})

test("what Next goes by is kept in an answer that was held", async () => {
  const { read } = desk(async () => {
    const answer = new Response("x", {
      status: 200,
      headers: { "content-type": "text/x-component" },
    })
    Object.defineProperty(answer, "url", { value: "http://desk.test/elsewhere" })
    Object.defineProperty(answer, "redirected", { value: true })
    return answer
  })
  const answer = await read(new URL("http://desk.test/contacts/1"), PAGE)
  expect(answer).toMatchObject({
    url: "http://desk.test/elsewhere",
    redirected: true,
    status: 200,
    ok: true,
  })
  expect(answer.headers.get("content-type")).toBe("text/x-component")
})

test("the first read of another page comes as it comes", async () => {
  const { read } = desk(breaksOff)
  const answer = await read("/contacts/2", PAGE)
  await expect(answer.text()).rejects.toThrow("network error")
})

test.each([
  ["cannot be reached", refused],
  ["is away behind its proxy", async () => new Response("Bad gateway", { status: 502 })],
])("a page's read waits while Caredesk %s", async (_, away) => {
  const { ask, read, told } = desk(away, away, away, fine)
  const answer = read("/contacts/2", PAGE)
  await vi.advanceTimersByTimeAsync(3_000)
  expect(await (await answer).text()).toBe("all of it")
  expect(ask).toHaveBeenCalledTimes(4)
  expect(told).toEqual([true, false])
})

test("two reads that wait are told of until the last goes on", async () => {
  const { read, told } = desk(refused, refused, fine)
  const both = Promise.all([read("/contacts/2", PAGE), read("/contacts/3", PAGE)])
  await vi.advanceTimersByTimeAsync(1_000)
  await both
  expect(told).toEqual([true, true, true, false])
})

test.each([
  ["another call", "/api/contacts", {}],
  ["a prefetch", "/contacts/2", { headers: { rsc: "1", "next-router-prefetch": "1" } }],
  ["an action", "/contacts/1", { method: "POST", headers: { rsc: "1" } }],
])("%s fails at once", async (_, url, init) => {
  const { ask, read, told } = desk(refused)
  await expect(read(url, init)).rejects.toThrow("Failed to fetch")
  expect(ask).toHaveBeenCalledTimes(1)
  expect(told).toEqual([])
})

test("a read that was given up is not asked for again, nor what fails by a fault of ours", async () => {
  const given = new AbortController()
  const { ask, read, told } = desk(refused)
  const answer = read("/contacts/2", { ...PAGE, signal: given.signal })
  const ended = expect(answer).rejects.toThrow("Failed to fetch")
  await vi.advanceTimersByTimeAsync(1_000)
  given.abort()
  await vi.advanceTimersByTimeAsync(1_000)
  await ended
  expect(ask).toHaveBeenCalledTimes(3)
  expect(told).toEqual([true, false])

  const broken = desk(async () => {
    throw new RangeError("ours")
  })
  await expect(broken.read("/contacts/2", PAGE)).rejects.toThrow("ours")
})
