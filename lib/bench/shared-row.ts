import { newState } from "#lib/ghl/budget/state.ts"
import type { BudgetStore } from "#lib/ghl/budget/store.ts"
import type { World } from "./world.ts"

/** As a process that waits does on Postgres. */
const LOOK_MS = 100
/** The processes' clocks differ from the one of the state. */
const SHIFT_MS = 1_000_000

/**
 * A budget's state that several processes of a simulation share as they do on Postgres: one at a time, in
 * the order they came. `wayMs`: how long each way to the database takes.
 */
export function sharedRow(world: World, wayMs: () => number): BudgetStore {
  const state = newState()
  let queue = Promise.resolve()
  return {
    lookMs: LOOK_MS,
    async turn(act) {
      await world.wait(wayMs())
      let release = () => {}
      const before = queue
      queue = new Promise((done) => {
        release = done
      })
      await before
      await world.wait(wayMs())
      const result = act(state, world.now + SHIFT_MS)
      await world.wait(wayMs())
      release()
      await world.wait(wayMs())
      return result
    },
  }
}
