import "server-only"
import { env } from "#lib/env.ts"
import { carefulStore } from "#lib/ghl/budget/careful.ts"
import { keepBudgetIn } from "#lib/ghl/instance.ts"
import { log } from "#lib/log.ts"
import { openPool } from "../postgres-pool.ts"
import { postgresBudgetStore } from "./postgres-store.ts"

/**
 * Lets this process share its rate budget with all others on the same Postgres; on the embedded database
 * there are no others. On connections of its own: a call to GHL shall not wait for the app's queries.
 */
export function shareBudget(): void {
  const { DATABASE_URL } = env()
  if (DATABASE_URL === undefined) return
  const shared = postgresBudgetStore(openPool(DATABASE_URL))
  keepBudgetIn(
    carefulStore(shared, (sharing, parts, err) => {
      if (sharing) log.info("the rate budget is shared again")
      else
        log.warn({ err, parts }, "the rate budget cannot be shared: this process keeps to its part")
    }),
  )
}
