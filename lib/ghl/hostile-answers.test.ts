import { readdirSync } from "node:fs"
import fc from "fast-check"
import { afterAll, describe, expect, test } from "vitest"
import { z } from "zod"
import { createGhl } from "./client.ts"
import { GhlError } from "./errors.ts"
import { fed } from "./testing/further-readers.ts"
import { genuine } from "./testing/genuine.ts"
import { changes, spoilt } from "./testing/hostile-json.ts"
import { readers, verbsOf } from "./testing/verbs.ts"
import { clientAt, LOCATION, startWire, TOKEN, type Wire } from "./testing/wire.ts"

const PDF = Buffer.from("%PDF-1.7 a small file")
const wires: Wire[] = []
afterAll(() => Promise.all(wires.map((wire) => wire.close())))

test("every verb of the client is fed here", () => {
  const ghl = clientAt("http://127.0.0.1:1")
  expect(verbsOf(ghl).sort()).toEqual(Object.keys(readers).sort())
})

/** Every text in a value, names of properties too. */
function textsOf(value: unknown): string[] {
  if (typeof value === "string") return [value]
  if (typeof value !== "object" || value === null || value instanceof Uint8Array) return []
  return Object.entries(value).flatMap(([key, one]) => [key, ...textsOf(one)])
}

/** That an outcome is what the rest of the app may see: a typed error, or the domain's own shape. */
async function expectUsable(outcome: Promise<unknown>, shape: z.ZodType): Promise<void> {
  const value = await outcome.then(
    (came) => {
      const seen = shape.safeParse(came)
      if (!seen.success) throw new Error(z.prettifyError(seen.error))
      return came
    },
    (error: unknown) => {
      if (!(error instanceof GhlError)) throw error
      return { message: error.message, traceId: error.traceId ?? "" }
    },
  )
  for (const text of textsOf(value)) {
    expect(text).not.toContain("\0")
    expect(text).not.toContain(TOKEN)
    expect(text).not.toContain("/documents/download/")
    expect(text.isWellFormed()).toBe(true)
  }
  // Elsewhere direction marks are a part of the text; in a name of a file they hide its ending.
  for (const name of fileNamesOf(value)) expect(name).not.toMatch(MARKS)
}

/** Control characters, and those that show nothing themselves, direction marks among them. */
const MARKS = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u

function fileNamesOf(value: unknown): string[] {
  if (typeof value !== "object" || value === null || value instanceof Uint8Array) return []
  return Object.entries(value).flatMap(([key, one]) =>
    key === "fileName" ? [String(one)] : fileNamesOf(one),
  )
}

describe("an answer with fields missing, null, extra or of another type", () => {
  test.each(fed)("is an error or a value to %s", async (_, { call, usable, answers = 2 }) => {
    let ask: { which: number; how: Parameters<typeof spoilt>[1]; status: number | null }
    let asked = 0
    const wire = await startWire((request, response) => {
      const answer = genuine(request.method, request.url)
      asked += 1
      if (answer === null) return response.end(PDF)
      // Verbs that ask several things get one of the answers spoilt, or all.
      const spoil = ask.which === 0 || ask.which === asked
      response.writeHead((spoil && ask.status) || answer.status, {
        "content-type": "application/json",
      })
      response.end(spoil ? spoilt(answer.body, ask.how) : JSON.stringify(answer.body))
    })
    wires.push(wire)
    await fc.assert(
      fc.asyncProperty(
        changes,
        fc.nat({ max: answers }),
        fc.option(fc.constantFrom(400, 401, 403, 404, 422), { freq: 5 }),
        async (how, which, status) => {
          ask = { how, which, status }
          asked = 0
          const ghl = createGhl({ ...settings, baseUrl: wire.url })
          await expectUsable(call(ghl), usable)
        },
      ),
      { numRuns: 150 },
    )
  })
})

test("unspoilt, every verb gives its value", async () => {
  const wire = await startWire((request, response) => {
    const answer = genuine(request.method, request.url)
    if (answer === null) return response.end(PDF)
    response.writeHead(answer.status, { "content-type": "application/json" })
    response.end(JSON.stringify(answer.body))
  })
  wires.push(wire)
  for (const [, { call, usable }] of fed) usable.parse(await call(wire.ghl))
})

const settings = {
  token: TOKEN,
  locationId: LOCATION,
  clinicTimeZone: "America/New_York",
  documentHosts: ["storage.googleapis.com"],
}

const modules: object[] = await Promise.all(
  readdirSync(import.meta.dirname)
    .filter((name) => name.endsWith("-schema.ts"))
    .map((name) => import(/* @vite-ignore */ `${import.meta.dirname}/${name}`)),
)

describe("a schema of this folder", () => {
  const schemas = modules.flatMap((module) =>
    Object.entries(module).flatMap(([name, one]) =>
      one instanceof z.ZodType ? [[name, one] as const] : [],
    ),
  )

  test("is found, whatever it is called", () => {
    expect(schemas.length).toBeGreaterThanOrEqual(6)
  })

  test.each(schemas)("%s reads anything without throwing", (_, schema) => {
    const genuineBody = fc.constantFrom(
      ...[
        "/contacts/",
        "/contacts/search",
        "/contacts/c1",
        "/contacts/c1/notes",
        "/contacts/c1/notes/n1",
        "/contacts/c1/tasks",
        "/contacts/c1/tasks/t1",
        "/contacts/c1/appointments",
        "/customFields",
      ].map((path) => genuine("GET", path)?.body ?? {}),
    )
    fc.assert(
      fc.property(genuineBody, changes, (body, how) => {
        schema.safeParse(JSON.parse(spoilt(body, how)))
      }),
      { numRuns: 300 },
    )
  })
})
