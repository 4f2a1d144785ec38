import "server-only"
import { setTimeout } from "node:timers/promises"
import { sql } from "drizzle-orm"
import type { Db } from "./store.ts"

/** Sooner than a probe gives up, and than a query that waits for a connection fails. */
const ANSWER_MS = 5_000

/** Whether the store answers, and in time: one that says nothing is as good as away. */
export async function storeAnswers(
  open: () => Promise<Db>,
  withinMs = ANSWER_MS,
): Promise<boolean> {
  const asking = open().then((db) => db.execute(sql`select 1`))
  const answered = asking.then(
    () => true,
    () => false,
  )
  return Promise.race([answered, setTimeout(withinMs, false, { ref: false })])
}
