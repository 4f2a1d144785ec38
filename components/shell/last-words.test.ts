import { afterEach, beforeEach, expect, test, vi } from "vitest"
import { type Kept, keepLastWords, lastWordsKept } from "./last-words.ts"

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const answering = (...answers: Kept[]) => {
  let asked = 0
  return { keep: async () => answers[asked++] ?? "taken", asked: () => asked }
}

test("asks again while Caredesk cannot be reached, and not after an answer", async () => {
  const taken = answering("unreachable", "unreachable", "taken", "unreachable")
  const refused = answering("refused", "unreachable")
  keepLastWords(taken.keep)
  keepLastWords(refused.keep)
  await vi.advanceTimersByTimeAsync(10_000)
  await lastWordsKept()
  expect([taken.asked(), refused.asked()]).toEqual([3, 1])
})

test("whoever reads the page anew can wait for what was typed on the one before", async () => {
  const words = answering("unreachable", "taken")
  keepLastWords(words.keep)
  let kept = false
  const waiting = lastWordsKept().then(() => {
    kept = true
  })
  await vi.advanceTimersByTimeAsync(0)
  expect(kept).toBe(false)
  await vi.advanceTimersByTimeAsync(1000)
  await waiting
  expect(words.asked()).toBe(2)
})

test("an attempt that throws ends the waiting", async () => {
  keepLastWords(() => Promise.reject(new Error("a bug")))
  await lastWordsKept()
  expect(vi.getTimerCount()).toBe(0)
})
