import { setTimeout as pause } from "node:timers/promises"
import { expect, test } from "vitest"
import { each, limited } from "./at-once.ts"

test("each is done once, and never more than allowed at a time", async () => {
  const done: number[] = []
  let now = 0
  let most = 0
  await each([1, 2, 3, 4, 5, 6, 7], 3, async (one) => {
    now += 1
    most = Math.max(most, now)
    await pause(5)
    now -= 1
    done.push(one)
  })
  expect(done.sort()).toEqual([1, 2, 3, 4, 5, 6, 7])
  expect(most).toBe(3)
})

test("a place is free again after a failure, and who waits gets it in turn", async () => {
  const enter = limited(1)
  const order: string[] = []
  const first = enter(async () => {
    await pause(5)
    order.push("first")
    throw new Error("It failed")
  })
  const others = ["second", "third"].map((name) =>
    enter(async () => {
      order.push(name)
    }),
  )
  await expect(first).rejects.toThrow("It failed")
  await Promise.all(others)
  await enter(async () => {
    order.push("last")
  })
  expect(order).toEqual(["first", "second", "third", "last"])
})
