import { afterAll, beforeAll, beforeEach } from "vitest"
import type { Store } from "#lib/db/store.ts"
import { memoryStore } from "#lib/db/testing/stores.ts"
import type { Person } from "#lib/people/sessions.ts"
import { controlOf } from "#lib/sandbox/control.ts"
import { type RunningSandbox, startSandbox } from "#lib/sandbox/server.ts"
import { reviewer } from "./reviewers.ts"

type World = { sandbox: RunningSandbox; store: Store; robin: Person }

/** A store with one reviewer, beside a sandbox as GHL that each test finds as it began; there while tests run. */
export function besideSandbox(): World {
  const world = {} as World
  beforeAll(async () => {
    world.sandbox = await startSandbox({ port: 0 })
    process.env.GHL_BASE_URL = world.sandbox.url
    world.store = await memoryStore()
    world.robin = await reviewer(world.store.db, "Robin Hale")
  })
  afterAll(async () => {
    await world.store.close()
    await world.sandbox.close()
  })
  beforeEach(() => controlOf(world.sandbox.url).reset())
  return world
}
