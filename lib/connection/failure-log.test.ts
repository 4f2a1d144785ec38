import { AsyncLocalStorage } from "node:async_hooks"
import { randomUUID } from "node:crypto"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { until } from "#lib/changes/testing/desk.ts"
import { ghlFailures } from "#lib/db/schema/connection.ts"
import type { Store } from "#lib/db/store.ts"
import { asAnotherProcess, testBackends } from "#lib/db/testing/stores.ts"
import { createGhl } from "#lib/ghl/client.ts"
import { controlOf } from "#lib/sandbox/control.ts"
import { LOCATION_ID } from "#lib/sandbox/seed/location.ts"
import { startTestSandbox } from "#lib/sandbox/testing/caller.ts"
import { keepingFailures } from "./failure-log.ts"
import { recentFailures, withOwnFailures } from "./recent-failures.ts"
import type { Failure, ProcessRole } from "./types.ts"

const sandbox = await startTestSandbox()
const control = controlOf(sandbox.url)
afterAll(() => sandbox.close())

const client = (onFailure: (failure: Failure) => void) =>
  createGhl({
    baseUrl: sandbox.url,
    token: "sandbox-token",
    locationId: LOCATION_ID,
    clinicTimeZone: "America/New_York",
    documentHosts: [],
    onFailure,
  })

const failure = (traceId: string): Failure => ({
  id: randomUUID(),
  area: "notes",
  operation: "GET /contacts/{id}/notes",
  at: new Date().toISOString(),
  kind: "rejected",
  status: 422,
  traceId,
})

describe.each(testBackends())("failed calls to GHL on $name", ({ open }) => {
  let store: Store
  let other: Store

  beforeAll(async () => {
    const opened = await open()
    store = opened
    other = await asAnotherProcess(opened)
  })
  afterAll(async () => {
    if (other !== store) await other.close()
    await store.close()
  })

  const keeper = (role: ProcessRole, of: Store = store) =>
    keepingFailures(() => Promise.resolve(of.db), role)
  const kept = async (traceId: string) =>
    (await recentFailures(store.db)).filter((one) => one.traceId === traceId)

  test("are seen by each of two processes, with what was called and by which, without an id", async () => {
    const app = client(keeper("app"))
    const worker = client(keeper("worker", other))
    const id = (await app.listContacts({ limit: 1 })).contacts[0]?.id ?? ""
    await control.settings({ revokedScopes: ["contacts.readonly"] })
    await expect(app.searchContacts({ query: "secret", limit: 5 })).rejects.toThrow()
    await control.settings({ revokedScopes: ["contacts.write"] })
    // Times are late by each process's way to the store, which on a busy machine first opens a connection.
    await new Promise((resolve) => setTimeout(resolve, 2_000))
    await expect(worker.addTags(id, ["secret-tag"])).rejects.toThrow()
    await control.settings({ revokedScopes: [] })
    for (const { db } of [store, other]) {
      const seen = await until("both failures", async () => {
        const failures = await recentFailures(db)
        return failures.length === 2 ? failures : null
      })
      expect(seen.map((one) => [one.process, one.operation, one.kind, one.status])).toEqual([
        ["worker", "POST /contacts/{id}/tags", "missing-scope", 401],
        ["app", "POST /contacts/search", "missing-scope", 401],
      ])
      expect(seen.every(({ traceId }) => traceId !== null)).toBe(true)
      const text = JSON.stringify(seen)
      for (const secret of [id, "secret", LOCATION_ID]) expect(text).not.toContain(secret)
    }
    // The page of the app adds what it knows itself, once.
    const own = app.dealings().failures
    const page = withOwnFailures(await recentFailures(store.db), [failure("not yet kept"), ...own])
    expect(page.map((one) => one.process)).toEqual(["app", "worker", "app"])
  })

  test("are bounded: of a burst the newest are kept, and of all two hundred", async () => {
    const note = keeper("worker")
    for (let n = 0; n < 500; n += 1) note(failure(`burst ${n}`))
    await until("the newest of the burst", async () =>
      (await store.db.select().from(ghlFailures)).some(({ traceId }) => traceId === "burst 499")
        ? true
        : null,
    )
    const burst = (await store.db.select().from(ghlFailures)).filter(({ traceId }) =>
      traceId?.startsWith("burst"),
    )
    expect(burst).toHaveLength(50)
    await store.db.insert(ghlFailures).values(
      Array.from({ length: 300 }, (_, n) => ({
        ...failure(`many ${n}`),
        process: "app" as const,
        at: new Date(Date.now() - 60_000),
      })),
    )
    note(failure("one more"))
    await until("the one more", async () => ((await kept("one more"))[0] ? true : null))
    await until("the surplus to be gone", async () =>
      (await store.db.select().from(ghlFailures)).length === 200 ? true : null,
    )
    expect(await recentFailures(store.db)).toHaveLength(20)
  })

  test("are told of for seven days, and gone with the next one", async () => {
    const old = { ...failure("old"), process: "app" as const }
    const at = new Date(Date.now() - 8 * 86_400_000)
    await store.db.delete(ghlFailures)
    await store.db.insert(ghlFailures).values({ ...old, at })
    expect(await kept("old")).toEqual([])
    keeper("app")(failure("new"))
    await until("the new one", async () => ((await kept("new"))[0] ? true : null))
    await until("the old one to be gone", async () =>
      (await store.db.select().from(ghlFailures)).every(({ traceId }) => traceId !== "old")
        ? true
        : null,
    )
  })

  test("are kept outside of what was under way when the call failed", async () => {
    const changes = new AsyncLocalStorage<string>()
    const seen: (string | undefined)[] = []
    const note = keepingFailures(() => {
      seen.push(changes.getStore())
      return Promise.resolve(store.db)
    }, "worker")
    changes.run("a change", () => note(failure("within a change")))
    await until("it to be kept", async () => ((await kept("within a change"))[0] ? true : null))
    expect(seen).toEqual([undefined])
  })

  test("cost the call nothing where the store is out of reach, and are kept again after that", async () => {
    let reach: "hangs" | "fails" | "works" = "hangs"
    let release = () => {}
    let asked = 0
    const note = keepingFailures(async () => {
      asked += 1
      if (reach === "hangs") {
        await new Promise<void>((resolve) => {
          release = resolve
        })
      }
      if (reach !== "works") throw new Error("out of reach")
      return store.db
    }, "app")
    const ghl = client(note)
    await control.settings({ revokedScopes: ["contacts.readonly"] })
    const fail = () =>
      expect(ghl.searchContacts({ query: "x", limit: 5 })).rejects.toMatchObject({
        kind: "missing-scope",
      })
    await fail()
    await until("the store to be asked", async () => (asked === 1 ? true : null))
    // The store hangs, and calls end as ever.
    await fail()
    expect(ghl.dealings().failures).toHaveLength(2)
    expect(asked).toBe(1)
    reach = "fails"
    release()
    await until("the second batch to be dropped", async () => (asked === 2 ? true : null))
    reach = "works"
    await fail()
    await control.settings({ revokedScopes: [] })
    const [last] = ghl.dealings().failures
    await until("the third", async () =>
      (await kept(last?.traceId ?? "")).length === 1 ? true : null,
    )
  })
})
