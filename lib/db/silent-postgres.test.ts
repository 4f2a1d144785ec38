import { once } from "node:events"
import { type AddressInfo, createServer, type Server, type Socket } from "node:net"
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest"
import { storeAnswers } from "./answers.ts"
import { openPool } from "./postgres-pool.ts"
import { memoryStore } from "./testing/stores.ts"

/** Takes connections and never says a word: as a server behind a network that drops what it is sent. */
let silent: Server
const sockets = new Set<Socket>()
beforeAll(async () => {
  silent = createServer((socket) => {
    sockets.add(socket)
    socket.on("error", () => {})
  }).listen(0, "127.0.0.1")
  await once(silent, "listening")
})
afterAll(() => {
  for (const socket of sockets) socket.destroy()
  silent.close()
})
afterEach(() => {
  vi.useRealTimers()
})

test("who asks a Postgres that says nothing, or waits for a connection to it, is told so", async () => {
  const { port } = silent.address() as AddressInfo
  const pool = openPool(`postgres://desk:secret@127.0.0.1:${port}/desk`)
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] })
  const outcomes: string[] = []
  // More than the pool holds: the last two wait for one of the others.
  for (let n = 0; n < 12; n++) pool.query("select 1").catch((error) => outcomes.push(error.message))
  await vi.advanceTimersByTimeAsync(9_000)
  expect(outcomes).toEqual([])
  await vi.advanceTimersByTimeAsync(1_000)
  vi.useRealTimers()
  await vi.waitFor(() => expect(outcomes).toHaveLength(12))
  expect(outcomes.every((message) => /timeout/i.test(message))).toBe(true)
})

test("a store answers, fails, or does not come in time", async () => {
  const store = await memoryStore()
  expect(await storeAnswers(async () => store.db)).toBe(true)
  expect(await storeAnswers(() => Promise.reject(new Error("away")))).toBe(false)
  expect(await storeAnswers(() => new Promise(() => {}), 10)).toBe(false)
  await store.close()
})
