import { postgresBudgetStore } from "#lib/db/budget/postgres-store.ts"
import { openPool } from "#lib/db/postgres-pool.ts"
import { carefulStore } from "#lib/ghl/budget/careful.ts"
import { benchClient } from "./client.ts"
import { askAway, commonClock, type Demand } from "./coordinators.ts"
import type { Told } from "./over-http.ts"
import { watchTurns } from "./turns.ts"

/** What the parent sends, once; a `Told` comes back. */
export type Order = {
  url: string
  databaseUrl: string
  startAt: number
  durationMs: number
  demand: Demand
}

/** One of several processes on a shared budget. Says "ready" to its parent, and on standard error when it cannot share. */
process.once("message", async (order: Order) => {
  const shared = postgresBudgetStore(openPool(order.databaseUrl))
  const store = carefulStore(shared, (sharing, parts, error) =>
    process.stderr.write(`${sharing ? "shares again" : `alone, 1/${parts}`} ${error ?? ""}\n`),
  )
  const turns = watchTurns(store, commonClock)
  const asked = await askAway(benchClient(order.url, turns.store), order.demand, order)
  const told: Told = { decided: turns.decided(asked), slowestMs: turns.slowestMs() }
  process.send?.(told, () => process.exit(0))
})
// Its parent is gone.
process.once("disconnect", () => process.exit())
process.send?.("ready")
