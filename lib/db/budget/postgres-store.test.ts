import type { Pool } from "pg"
import { afterEach, expect, test } from "vitest"
import type { RateBudget } from "#lib/ghl/budget/contract.ts"
import { createRateBudget } from "#lib/ghl/rate-budget.ts"
import type { RequestPriority } from "#lib/ghl/types.ts"
import { openPool } from "../postgres-pool.ts"
import { testBackends } from "../testing/stores.ts"
import { postgresBudgetStore } from "./postgres-store.ts"

const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

const never = new AbortController().signal
const inMs = (ms: number) => performance.now() + ms
const headers = (max: number, remaining: number, intervalMs: number) =>
  new Headers({
    "x-ratelimit-max": String(max),
    "x-ratelimit-remaining": String(remaining),
    "x-ratelimit-interval-milliseconds": String(intervalMs),
  })

/** Budgets as processes of their own would have them: each with its own connections. */
async function processes(
  open: () => Promise<{ databaseUrl: string | null; close(): Promise<void> }>,
) {
  const store = await open()
  closing.push(() => store.close())
  return (): { budget: RateBudget; pool: Pool } => {
    const pool = openPool(store.databaseUrl ?? "")
    closing.push(() => pool.end())
    return { budget: createRateBudget(postgresBudgetStore(pool)), pool }
  }
}

const postgres = testBackends().filter(({ name }) => name === "Postgres")

// A file without a test fails.
if (postgres.length === 0) test.skip("needs a Postgres server to be installed", () => {})

for (const { open } of postgres) {
  const start = (budget: RateBudget, priority: RequestPriority, deadline: number) =>
    budget.acquire(priority, deadline, never)

  test("three processes start together what one may", async () => {
    const process = await processes(open)
    const budgets = [process(), process(), process()].map(({ budget }) => budget)
    const [first] = budgets
    const permit = await first?.acquire("person", inMs(10_000), never)
    first?.learn(200, headers(30, 29, 60_000), permit)
    await first?.view()
    const asked = budgets.flatMap((budget) =>
      Array.from({ length: 20 }, () => start(budget, "person", inMs(20_000))),
    )
    const results = await Promise.allSettled(asked)
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(29)
    const { interval, today } = await (budgets[2] ?? process().budget).view()
    expect(interval).toMatchObject({ limit: 30, used: 30, others: 0 })
    expect(today.at(-1)?.own).toBe(30)
  })

  test("what a dead process had comes back after an interval", async () => {
    const process = await processes(open)
    const [dead, alive] = [process().budget, process().budget]
    const permit = await start(dead, "person", inMs(10_000))
    dead.learn(200, headers(10, 9, 1_500), permit)
    await dead.view()
    // Nine permits whose calls are never answered.
    await Promise.all(Array.from({ length: 9 }, () => start(dead, "person", inMs(10_000))))
    const before = performance.now()
    await Promise.all(Array.from({ length: 10 }, () => start(alive, "person", inMs(20_000))))
    expect(performance.now() - before).toBeGreaterThan(1_000)
  })

  test("background of one process lets a person of another go first", async () => {
    const process = await processes(open)
    const [worker, app] = [process().budget, process().budget]
    // Connected beforehand: who is not heard of before the interval ends is let past, and rightly.
    await app.view()
    const permit = await start(worker, "person", inMs(10_000))
    worker.learn(200, headers(10, 0, 4_000), permit)
    await worker.view()
    const order: string[] = []
    const waiting = [
      ...Array.from({ length: 9 }, () =>
        start(worker, "background", inMs(20_000)).then(() => order.push("background")),
      ),
      ...Array.from({ length: 4 }, () =>
        start(app, "person", inMs(20_000)).then(() => order.push("person")),
      ),
    ]
    await Promise.all(waiting)
    // One may have been on its way already.
    expect(order.slice(0, 5).filter((who) => who === "person")).toHaveLength(4)
  })
}
