import { afterEach, beforeEach, expect, test, vi } from "vitest"
import { createMinuteMap } from "./minute-map.ts"

const MINUTE = 60_000

beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] }))
afterEach(() => void vi.useRealTimers())

test("a value goes after a minute though nobody asks, and no other with it", () => {
  const map = createMinuteMap<string>(() => 0)
  map.set("c1", "Ada")
  vi.advanceTimersByTime(MINUTE / 2)
  map.set("c2", "Grace")
  vi.advanceTimersByTime(MINUTE / 2 - 1)
  expect(map.size()).toBe(2)
  vi.advanceTimersByTime(1)
  expect(map.size()).toBe(1)
  expect([map.get("c1"), map.get("c2")]).toEqual([undefined, "Grace"])
})

test("the minute counts from when the value was read", () => {
  const map = createMinuteMap<string>(() => 100_000)
  map.set("c1", "Ada", 100_000 - MINUTE / 2)
  vi.advanceTimersByTime(MINUTE / 2)
  expect(map.size()).toBe(0)
})

test("a value in place of another has a minute of its own", () => {
  const map = createMinuteMap<string>(() => 0)
  map.set("c1", "Ada")
  vi.advanceTimersByTime(MINUTE / 2)
  map.set("c1", "Ada Lovelace")
  vi.advanceTimersByTime(MINUTE / 2)
  expect(map.get("c1")).toBe("Ada Lovelace")
  map.delete("c1")
  map.set("c1", "Ada King")
  vi.advanceTimersByTime(MINUTE / 2)
  expect(map.get("c1")).toBe("Ada King")
})

test("a process that stood still shows nothing older when it goes on", () => {
  let now = 0
  const map = createMinuteMap<string>(() => now)
  map.set("c1", "Ada")
  now = MINUTE - 1
  expect(map.get("c1")).toBe("Ada")
  now = MINUTE
  expect(map.get("c1")).toBeUndefined()
})

test("it keeps no process from ending", () => {
  vi.useRealTimers()
  const timers = () => process.getActiveResourcesInfo().filter((one) => one === "Timeout").length
  const before = timers()
  createMinuteMap<string>().set("c1", "Ada")
  expect(timers()).toBe(before)
})
