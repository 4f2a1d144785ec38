import { expect, test } from "vitest"
import { sharedClock } from "./shared-clock.ts"

/** Processes with steady clocks of their own, beside one database whose wall clock may be set. */
function world() {
  let passed = 0
  let set = 0
  let shift = 0
  return {
    pass: (ms: number) => {
      passed += ms
    },
    setClock: (ms: number) => {
      set += ms
    },
    process: (start: number) => {
      const clock = sharedClock(() => start + passed)
      return () => {
        const read = clock.read(1_700_000_000_000 + passed + set, shift, start + passed)
        shift = read.shift
        return read.now - 1_700_000_000_000
      }
    },
  }
}

test.each([3_600_000, -3_600_000])("a wall clock set by %i ms moves nobody's instants", (by) => {
  const { pass, setClock, process } = world()
  const [one, two, late] = [process(5), process(77_000), process(9)]
  expect([one(), two()]).toEqual([0, 0])
  setClock(by)
  pass(10)
  expect([one(), two(), late(), one()]).toEqual([10, 10, 10, 10])
})

test("a process that slept while the others were awake comes back to their clock", () => {
  const { pass, process } = world()
  let asleep = 0
  const awake = process(0)
  const clock = sharedClock(() => asleep)
  let shift = 0
  const sleeper = (wall: number) => {
    const read = clock.read(wall, shift, asleep)
    shift = read.shift
    return read.now
  }
  expect([awake(), sleeper(0)]).toEqual([0, 0])
  pass(30_000)
  // It takes its own sleep for a clock that was set; the others set it right, and it believes them then.
  asleep = 10
  expect(sleeper(30_000)).toBe(10)
  shift = 0
  asleep = 20
  expect(sleeper(30_010)).toBe(30_010)
})

test("a process that is slow to listen does not take that for a jump", () => {
  let steady = 0
  const clock = sharedClock(() => steady)
  clock.read(10_000, 0, 0)
  steady = 5_000
  // Asked at 100, answered at once, heard at 5,000.
  expect(clock.read(10_100, 0, 100)).toEqual({ now: 15_000, shift: 0 })
})
