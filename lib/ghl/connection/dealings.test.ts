import { describe, expect, test } from "vitest"
import { GhlError, type GhlErrorKind } from "../errors.ts"
import { type Area, areaOf, createDealings, lacksRight } from "./dealings.ts"

const error = (kind: GhlErrorKind, status: number | null, inJson = true) =>
  new GhlError({
    ...{ kind, message: "x", status, inJson, traceId: "t1" },
    ...{ retryable: false, effect: "unknown" },
  })

describe("what a process remembers of its calls", () => {
  test("a refused token counts from the first refusal until GHL takes the token again", () => {
    let now = 0
    const dealings = createDealings(undefined, () => now)
    dealings.failed("notes", "GET /contacts/{id}", error("unauthorized", 401))
    now = 5_000
    dealings.failed("notes", "GET /contacts/{id}", error("unauthorized", 401))
    dealings.failed("notes", "GET /contacts/{id}", error("network", null))
    expect(dealings.view().tokenRefusedSince).toBe(new Date(0).toISOString())
    dealings.failed("notes", "GET /contacts/{id}", error("missing-scope", 401))
    expect(dealings.view().tokenRefusedSince).toBeNull()
    dealings.failed("notes", "GET /contacts/{id}", error("unauthorized", 401))
    dealings.succeeded("contacts")
    expect(dealings.view().tokenRefusedSince).toBeNull()
  })

  test("that a note is not there is an answer, and no failure; that a contact is not is one", () => {
    const told: string[] = []
    const dealings = createDealings(({ operation }) => void told.push(operation))
    dealings.failed("notes", "GET /contacts/{id}/notes/{id}", error("not-found", 404))
    expect(dealings.view()).toMatchObject({ failures: [], heardAt: expect.any(Number) })
    dealings.failed("notes", "GET /contacts/{id}/notes/{id}", error("upstream", 500))
    dealings.failed("record", "GET /contacts/{id}", error("not-found", 404))
    expect(told).toEqual(["GET /contacts/{id}/notes/{id}", "GET /contacts/{id}"])
  })

  test.each([
    ["silence", "timeout", null, false],
    ["no connection", "network", null, false],
    ["a request of ours that was not sent", "rejected", null, false],
    ["trouble of GHL's", "upstream", 500, true],
    ["a gateway's page", "upstream", 502, false],
    ["a page instead of an answer", "upstream", 200, false],
    ["a limit that is used up", "rate-limited", 429, true],
    ["a timeout that is told", "timeout", 408, true],
    ["a request that something on the way refused", "rejected", 400, false],
    ["a request that is too large for something on the way", "rejected", 413, true],
  ] as const)("%s tells nothing of the token", (_, kind, status, inJson) => {
    const dealings = createDealings()
    dealings.failed("notes", "GET /contacts/{id}/notes", error(kind, status, inJson))
    expect(dealings.view().heardAt).toBeNull()
  })

  test.each([
    ["unauthorized", 401],
    ["missing-scope", 401],
    ["forbidden", 403],
    ["not-found", 404],
    ["not-found", 400],
    ["rejected", 400],
    ["rejected", 422],
    ["rejected", 200],
  ] as const)("%s with status %s tells of the token", (kind, status) => {
    const dealings = createDealings()
    dealings.failed("notes", "GET /contacts/{id}/notes", error(kind, status))
    expect(dealings.view().heardAt).toEqual(expect.any(Number))
  })

  test("keeps the newest twenty failures", () => {
    const dealings = createDealings()
    for (let n = 400; n < 430; n += 1)
      dealings.failed("notes", "GET /contacts/{id}", error("rejected", n))
    const kept = dealings.view().failures.map(({ status }) => status)
    expect(kept).toHaveLength(20)
    expect(kept[0]).toBe(429)
  })

  test.each([
    ["/contacts/", false, "contacts"],
    ["/contacts/search", false, "search"],
    ["/contacts/abc", false, "record"],
    ["/contacts/abc/notes", false, "notes"],
    ["/contacts/abc/tasks", false, "tasks"],
    ["/contacts/abc/appointments", false, "appointments"],
    ["/locations/abc/customFields", false, "fields"],
    ["/contacts/abc/notes", true, "writes"],
  ])("%s, write %s: %s", (path, write, area) => {
    expect(areaOf(path, write)).toBe(area)
  })
})

test.each(["tasks", "appointments"] as const)(
  "a plain 401 for %s alone is a missing right, not a refused token",
  (area) => {
    const dealings = createDealings()
    dealings.succeeded("contacts")
    dealings.failed(area, `GET /contacts/{id}/${area}`, error("unauthorized", 401))
    expect(dealings.view()).toMatchObject({
      tokenRefusedSince: null,
      failures: [{ area, kind: "unauthorized" }],
    })
    expect(lacksRight(`GET /contacts/{id}/${area}`, "unauthorized")).toBe(true)
    dealings.failed("record", "GET /contacts/{id}", error("unauthorized", 401))
    expect(dealings.view().tokenRefusedSince).not.toBeNull()
  },
)

test("a 403 for the list of contacts is a token without access to the location, until a call succeeds", () => {
  let now = 0
  const dealings = createDealings(undefined, () => now)
  dealings.succeeded("record")
  dealings.failed("contacts", "GET /contacts/", error("forbidden", 403))
  now = 5_000
  dealings.failed("contacts", "GET /contacts/", error("forbidden", 403))
  dealings.failed("notes", "GET /contacts/{id}/notes", error("network", null))
  expect(dealings.view()).toMatchObject({
    locationRefusedSince: new Date(0).toISOString(),
    tokenRefusedSince: null,
  })
  dealings.failed("contacts", "GET /contacts/", error("unauthorized", 401))
  expect(dealings.view()).toMatchObject({
    locationRefusedSince: null,
    tokenRefusedSince: new Date(5_000).toISOString(),
  })
  dealings.failed("contacts", "GET /contacts/", error("forbidden", 403))
  expect(dealings.view().tokenRefusedSince).toBeNull()
  dealings.succeeded("notes")
  expect(dealings.view().locationRefusedSince).toBeNull()
})

test("a 403 elsewhere makes the location doubtful, until a call succeeds", () => {
  const dealings = createDealings()
  dealings.failed("notes", "GET /contacts/{id}/notes", error("forbidden", 403))
  expect(dealings.view()).toMatchObject({ locationRefusedSince: null, locationInDoubt: true })
  dealings.succeeded("contacts")
  expect(dealings.view()).toMatchObject({ locationRefusedSince: null, locationInDoubt: false })
})

test.each(["POST /contacts/{id}/tasks", "PUT /contacts/{id}/tasks/{id}/completed"])(
  "a plain 401 to %s is no refused token",
  (operation) => {
    const dealings = createDealings()
    dealings.failed("writes", operation, error("unauthorized", 401))
    expect(dealings.view().tokenRefusedSince).toBeNull()
    dealings.failed("writes", "POST /contacts/{id}/tags", error("unauthorized", 401))
    expect(dealings.view().tokenRefusedSince).not.toBeNull()
  },
)

describe("whether contacts can be read", () => {
  const refuse = (dealings: ReturnType<typeof createDealings>, area: Area, kind: GhlErrorKind) =>
    dealings.failed(area, "GET", error(kind, kind === "forbidden" ? 403 : 401))

  test.each(["contacts", "record"] as const)(
    "is known from %s, from the first refusal for want of the scope until one of them is read",
    (area) => {
      let now = 0
      const dealings = createDealings(undefined, () => now)
      refuse(dealings, area, "missing-scope")
      now = 5_000
      refuse(dealings, area, "missing-scope")
      dealings.succeeded("fields")
      dealings.succeeded("notes")
      expect(dealings.view().readsRefusedSince).toBe(new Date(0).toISOString())
      dealings.succeeded("search")
      expect(dealings.view().readsRefusedSince).toBeNull()
    },
  )

  test.each(["search", "notes", "tasks", "appointments"] as const)(
    "is doubtful where %s is refused so, and nothing more, until a contact is read",
    (area) => {
      const dealings = createDealings()
      refuse(dealings, area, "missing-scope")
      expect(dealings.view()).toMatchObject({ readsRefusedSince: null, readsInDoubt: true })
      dealings.succeeded("record")
      expect(dealings.view()).toMatchObject({ readsRefusedSince: null, readsInDoubt: false })
    },
  )

  test.each([
    ["record", "forbidden"],
    ["contacts", "forbidden"],
    ["record", "unauthorized"],
    ["record", "not-found"],
    ["fields", "missing-scope"],
    ["writes", "missing-scope"],
  ] as const)("is not doubted when %s is refused as %s", (area, kind) => {
    const dealings = createDealings()
    refuse(dealings, area, kind)
    expect(dealings.view()).toMatchObject({ readsRefusedSince: null, readsInDoubt: false })
  })
})

test("documents answer without a token, so they say nothing of it", () => {
  const dealings = createDealings()
  dealings.failed("record", "GET /contacts/{id}", error("unauthorized", 401))
  dealings.succeeded("documents")
  expect(dealings.view().tokenRefusedSince).not.toBeNull()
  dealings.succeeded("record")
  const { heardAt } = dealings.view()
  dealings.failed("documents", "GET /documents/download/{id}", error("unauthorized", 401))
  dealings.failed("documents", "GET /documents/download/{id}", error("forbidden", 403))
  expect(dealings.view()).toMatchObject({
    tokenRefusedSince: null,
    locationInDoubt: false,
    heardAt,
  })
})
