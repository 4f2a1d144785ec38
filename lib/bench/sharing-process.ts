import { postgresBudgetStore } from "#lib/db/budget/postgres-store.ts"
import { openPool } from "#lib/db/postgres-pool.ts"
import { carefulStore } from "#lib/ghl/budget/careful.ts"
import { benchClient } from "./client.ts"
import { askAway, type Demand } from "./coordinators.ts"

/**
 * One of several processes on a shared budget. Argument: JSON of {url, databaseUrl, name, startAt,
 * durationMs, demand}. Prints what it asked for as JSON. Says on standard error when it cannot share.
 */
type Order = {
  url: string
  databaseUrl: string
  name: string
  startAt: number
  durationMs: number
  demand: Demand
}

const { url, databaseUrl, demand, ...when } = JSON.parse(process.argv[2] ?? "{}") as Order
const pool = openPool(databaseUrl)
const store = carefulStore(postgresBudgetStore(pool), (sharing, parts, error) =>
  process.stderr.write(
    `process ${when.name}: ${sharing ? "shares again" : `alone, 1/${parts}`} ${error ?? ""}\n`,
  ),
)
const asked = await askAway(benchClient(url, store), demand, when)
process.stdout.write(JSON.stringify(asked), () => process.exit(0))
