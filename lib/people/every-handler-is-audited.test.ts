import { globSync } from "node:fs"
import { join } from "node:path"
import { pathToFileURL } from "node:url"
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest"
import { listAuditEvents } from "#lib/audit/list.ts"
import { AUDIT_VERBS } from "#lib/audit/words.ts"
import type { Store } from "#lib/db/store.ts"
import { memoryStore } from "#lib/db/testing/stores.ts"
import type { Ghl } from "#lib/ghl/types.ts"

const world = vi.hoisted(() => ({
  store: undefined as Store | undefined,
  person: { id: "11111111-1111-4111-8111-111111111111", role: "coordinator" },
}))
vi.mock("./session.ts", () => ({ personWith: async () => ({ person: world.person }) }))
vi.mock("#lib/db/instance.ts", () => ({ database: async () => world.store?.db }))

/** Those that no person of the desk reads with. */
const OTHER_DOORS = {
  "auth/[...nextauth]": "signs in and out, and notes that itself",
  drafts: "the pipeline's; notes what it takes and gives",
  health: "says one word",
  reconcile: "a command's; answers ids and counts",
}

/** Those that deliver nothing about a client that is worth an event: counts, states, names of fields. */
const NOTHING_OF_A_CLIENT = [
  "changes/attention",
  "changes/board",
  "changes/finished",
  "connection",
  "contacts/fields",
  "pdf/[folder]/[file]",
  "reviews/[reviewId]/state",
  "reviews/waiting",
  "tags",
]

type Handler = ((request: Request, route: unknown) => Promise<Response>) & {
  audit?: { verb: string | null }
}

const routes = globSync("app/api/**/route.ts").map((file) =>
  file.slice("app/api/".length, -"/route.ts".length),
)
const handlersOf = async (route: string): Promise<Handler[]> => {
  const file = pathToFileURL(join(process.cwd(), "app/api", route, "route.ts")).href
  const module: Record<string, Handler> = await import(file)
  return ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"].flatMap((method) => module[method] ?? [])
}
const ours = routes.filter((route) => !Object.hasOwn(OTHER_DOORS, route))

test("the handlers of other doors are known", () => {
  expect(routes.filter((route) => !ours.includes(route)).toSorted()).toEqual(
    Object.keys(OTHER_DOORS).toSorted(),
  )
})

test.each(ours)("%s says what its reads are in the audit", async (route) => {
  const handlers = await handlersOf(route)
  expect(handlers).not.toEqual([])
  for (const { audit } of handlers) {
    if (NOTHING_OF_A_CLIENT.includes(route)) expect(audit).toMatchObject({ verb: null })
    else expect(AUDIT_VERBS).toContain(audit?.verb)
  }
})

describe("a script with somebody's session", () => {
  const holder = globalThis as { caredeskGhl?: Ghl }
  beforeAll(async () => {
    world.store = await memoryStore()
    holder.caredeskGhl = {
      listNotes: async () => [],
      listTasks: async () => [],
      listAppointments: async () => [],
    } as unknown as Ghl
  })
  afterAll(async () => {
    delete holder.caredeskGhl
    await world.store?.close()
  })

  test.each([
    ["contacts/[contactId]/notes", "contact.notes-read"],
    ["contacts/[contactId]/schedule", "contact.schedule-read"],
    ["contacts/[contactId]/changes", "contact.changes-read"],
  ])("that reads %s without the page around it is seen", async (route, verb) => {
    const [read] = await handlersOf(route)
    const params = Promise.resolve({ contactId: "c1" })
    const answer = await read?.(new Request("http://localhost:3000/api"), { params })
    expect(answer?.status).toBe(200)
    const db = world.store?.db
    if (!db) throw new Error("there is no store")
    const { rows } = await listAuditEvents(db, { contactId: "c1" })
    expect(rows.map(({ action }) => action)).toContain(verb)
  })
})
