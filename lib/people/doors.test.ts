import { beforeEach, describe, expect, test, vi } from "vitest"
import { z } from "zod"
import { GhlError } from "#lib/ghl/errors.ts"
import { log } from "#lib/log.ts"
import { action } from "./action.ts"
import { privateJson, readHandler } from "./handler.ts"

const OWN = "http://localhost:3000"
const person = { id: "11111111-1111-4111-8111-111111111111", role: "coordinator" }
const asked = vi.hoisted(() => ({
  answer: {} as { person: unknown } | { refused: string },
  origin: "" as string | null,
}))
const noted = vi.hoisted(() => vi.fn(async () => {}))
vi.mock("#lib/audit/reads.ts", () => ({ recordRead: noted }))
vi.mock("#lib/db/instance.ts", () => ({ database: async () => "the store" }))
vi.mock("./session.ts", () => ({ personWith: async () => asked.answer }))
vi.mock("next/headers", () => ({
  headers: async () => new Headers(asked.origin === null ? {} : { origin: asked.origin }),
}))

const told = vi.spyOn(log, "warn").mockImplementation(() => {})
beforeEach(() => {
  asked.answer = { person }
  asked.origin = OWN
  told.mockClear()
})

const SECRET = "a text about a client"

describe("a read handler", () => {
  const respond = vi.fn(async (): Promise<unknown> => ({ found: 1 }))
  beforeEach(() => {
    respond.mockReset().mockResolvedValue({ found: 1 })
    noted.mockReset().mockResolvedValue()
  })
  const handler = readHandler(
    {
      permission: "contacts.browse",
      input: z.object({ limit: z.coerce.number().int(), text: z.string().max(10).default("") }),
      audit: { verb: "contact.notes-read", about: ({ limit }) => ({ contactId: `c${limit}` }) },
    },
    respond,
  )
  const route = { params: Promise.resolve({}) }
  const get = (query: string) => handler(new Request(`${OWN}/api/x${query}`), route)
  const post = (body: string, headers: Record<string, string> = { origin: OWN }) =>
    handler(new Request(`${OWN}/api/x?limit=5`, { method: "POST", body, headers }), route)

  test("answers what was asked, for no cache to keep", async () => {
    const answer = await post(JSON.stringify({ text: "short" }))
    expect(answer.status).toBe(200)
    expect(answer.headers.get("cache-control")).toBe("private, no-store")
    expect(respond).toHaveBeenCalledOnce()
  })

  test("notes whose data it delivers, and to whom, before it does", async () => {
    let tell = () => {}
    noted.mockReturnValueOnce(new Promise((resolve) => (tell = resolve)))
    const answered = vi.fn()
    const answer = get("?limit=5").then(answered)
    await vi.waitFor(() => expect(noted).toHaveBeenCalledOnce())
    expect(noted).toHaveBeenCalledWith("the store", {
      verb: "contact.notes-read",
      personId: person.id,
      subject: { contactId: "c5" },
    })
    expect(answered).not.toHaveBeenCalled()
    tell()
    await answer
    expect(answered).toHaveBeenCalledOnce()
  })

  test("delivers nothing that could not be noted", async () => {
    vi.spyOn(log, "error").mockImplementationOnce(() => {})
    noted.mockRejectedValue(new Error("the store is gone"))
    respond.mockResolvedValue({ found: SECRET })
    const answer = await get("?limit=5")
    expect(answer.status).toBe(500)
    expect(await answer.text()).not.toContain(SECRET)
  })

  test("notes nothing where it delivers nothing", async () => {
    respond.mockResolvedValue(privateJson({ problem: { kind: "not-found" } }, 404))
    expect((await get("?limit=5")).status).toBe(404)
    expect((await get("?limit=many")).status).toBe(400)
    asked.answer = { refused: "forbidden" }
    expect((await get("?limit=5")).status).toBe(403)
    expect(noted).not.toHaveBeenCalled()
  })

  test.each([
    ["a field that is missing", ""],
    ["a field of another type", "?limit=many"],
    ["a parameter that stands twice", "?limit=5&limit=6"],
  ])("refuses %s, before anything is read", async (_, query) => {
    expect((await get(query)).status).toBe(400)
    expect(respond).not.toHaveBeenCalled()
  })

  test("tells the log which fields were refused and to whom, never what they held", async () => {
    expect((await post(JSON.stringify({ text: SECRET, [SECRET]: 1 }))).status).toBe(400)
    expect(told.mock.calls).toEqual([
      [{ personId: person.id, fields: ["text"] }, "a malformed request was refused"],
    ])
  })

  test.each([
    ["none", {}],
    ["another site's", { origin: "https://evil.example" }],
  ])("refuses a POST whose Origin is %s", async (_, headers) => {
    expect((await post("{}", headers)).status).toBe(403)
    expect(respond).not.toHaveBeenCalled()
  })

  test("reads no body beyond its limit", async () => {
    const answer = await post(JSON.stringify({ other: "x".repeat(1_000_001) }))
    expect(answer.status).toBe(413)
    expect(respond).not.toHaveBeenCalled()
  })

  test("asks for the session first, whatever the request holds", async () => {
    asked.answer = { refused: "signed-out" }
    expect((await get("?limit=many")).status).toBe(401)
    asked.answer = { refused: "forbidden" }
    expect((await get("?limit=many")).status).toBe(403)
  })

  test.each([
    ["GHL", 502],
    ["our own", 500],
  ])("says of a failure of %s nothing of what it carries", async (whose, status) => {
    const fromGhl = {
      kind: "upstream",
      message: SECRET,
      retryable: true,
      effect: "unknown",
    } as const
    vi.spyOn(log, "error").mockImplementationOnce(() => {})
    respond.mockImplementation(async () => {
      throw whose === "GHL" ? new GhlError(fromGhl) : new Error(SECRET)
    })
    const answer = await get("?limit=5")
    expect(answer.status).toBe(status)
    expect(await answer.text()).not.toContain(SECRET)
  })
})

describe("a server action", () => {
  const act = vi.fn(async () => ({ done: true }))
  beforeEach(() => {
    act.mockClear()
  })
  const guarded = action("contacts.edit-tags")
    .inputSchema(z.object({ tag: z.string().max(10) }))
    .action(act)

  test("runs for whoever may, from our own pages", async () => {
    expect(await guarded({ tag: "vip" })).toMatchObject({ data: { done: true } })
  })

  test("does not run on broken input, and tells the log which field, never its value", async () => {
    expect(await guarded({ tag: SECRET })).toHaveProperty("validationErrors")
    expect(act).not.toHaveBeenCalled()
    expect(told.mock.calls).toEqual([
      [{ personId: person.id, fields: ["tag"] }, "malformed input of an action was refused"],
    ])
  })

  test.each([null, "https://evil.example"])("does not run with the Origin %s", async (origin) => {
    asked.origin = origin
    expect(await guarded({ tag: "vip" })).toMatchObject({ serverError: { kind: "forbidden" } })
    expect(act).not.toHaveBeenCalled()
  })

  test.each(["signed-out", "forbidden"])("does not run for somebody %s", async (refused) => {
    asked.answer = { refused }
    expect(await guarded({ tag: "vip" })).toMatchObject({ serverError: { kind: refused } })
    expect(act).not.toHaveBeenCalled()
  })
})
