import { eq } from "drizzle-orm"
import { afterAll, beforeAll, expect, test, vi } from "vitest"
import { GET, POST } from "#app/api/reconcile/route.ts"
import { auditEvents } from "#lib/db/schema/audit.ts"
import type { Db, Store } from "#lib/db/store.ts"
import { testBackends } from "#lib/db/testing/stores.ts"
import { env } from "#lib/env.ts"
import { commandBearer } from "#lib/reconcile/command-key.ts"
import { refusePipeline } from "#lib/reviews/pipeline-door.ts"

const world = vi.hoisted(() => ({ db: null as unknown }))
vi.mock("#lib/db/instance.ts", () => ({ database: async () => world.db }))
// Cannot be loaded outside of Next.
vi.mock("next/navigation", () => ({}))
vi.mock("#lib/reconcile/instance.ts", () => ({
  lookNow: async () => ({ runId: "11111111-1111-4111-8111-111111111111" }),
  isLooking: () => false,
}))

let store: Store
let db: Db
beforeAll(async () => {
  process.env.PIPELINE_TOKEN = "the pipeline's token"
  store = (await testBackends()[0]?.open()) as Store
  db = store.db
  world.db = db
})
afterAll(() => store.close())

const asking = (authorization = "Bearer wrong") =>
  new Request("http://localhost:3000/api/x", { headers: { authorization } })
const events = (action: string) => db.$count(auditEvents, eq(auditEvents.action, action))

test("strangers fill the audit at no door, and keep nobody out who may come in", async () => {
  const statuses: number[] = []
  for (let n = 0; n < 40; n++) {
    statuses.push((await POST(asking())).status, (await GET(asking())).status)
  }
  expect(statuses.filter((status) => status === 401)).toHaveLength(60)
  const over = await GET(asking())
  expect(over.status).toBe(429)
  expect(Number(over.headers.get("retry-after"))).toBeGreaterThan(0)
  expect(await events("reconcile.refused")).toBe(60)

  expect((await refusePipeline(db, asking(), "post"))?.status).toBe(429)
  expect(await events("draft.unauthorized")).toBe(0)

  expect((await POST(asking(commandBearer(env().AUTH_SECRET)))).status).toBe(202)
  expect(await refusePipeline(db, asking("Bearer the pipeline's token"), "post")).toBeNull()
})

test("the pipeline asks for decisions 120 times a minute", async () => {
  const poll = () => refusePipeline(db, asking("Bearer the pipeline's token"), "poll")
  for (let n = 0; n < 120; n++) expect(await poll()).toBeNull()
  expect((await poll())?.status).toBe(429)
})
