import { sharedClock } from "#lib/db/budget/shared-clock.ts"
import { newState } from "#lib/ghl/budget/state.ts"
import type { BudgetStore } from "#lib/ghl/budget/store.ts"
import type { World } from "./world.ts"

/** As a process that waits does on Postgres. */
const LOOK_MS = 100
/** The processes' clocks differ from the one of the state. */
const SHIFT_MS = 1_000_000

/**
 * A budget's state that several processes of a simulation share as they do on Postgres: one at a time, in
 * the order they came, in three ways there and back, and by a clock that each has to read over such a way.
 * `wayMs`: how long each way to the database takes. `storeOf`: the store of a further process; `awake`
 * resolves when that process stands still no more.
 */
export function sharedRow(world: World, wayMs: () => number) {
  const state = newState()
  let shift = 0
  let queue = Promise.resolve()
  const way = () => world.wait(wayMs())

  const storeOf = (awake: () => Promise<void>): BudgetStore => {
    const clock = sharedClock(() => world.now)
    return {
      lookMs: LOOK_MS,
      async turn(act) {
        await way()
        let release = () => {}
        const before = queue
        queue = new Promise((done) => {
          release = done
        })
        await before
        await way()
        await awake()
        const askedAt = world.now
        await way()
        const wall = world.now + SHIFT_MS
        await way()
        await awake()
        const read = clock.read(wall, shift, askedAt)
        shift = read.shift
        const result = act(state, read.now)
        await way()
        release()
        await way()
        await awake()
        return result
      },
    }
  }
  return { storeOf, state }
}
