import { Writable } from "node:stream"
import { beforeAll, expect, test, vi } from "vitest"
import { GET, POST } from "#app/api/drafts/route.ts"
import { createLog, log } from "#lib/log.ts"

const TEXT = "a summary of a client"
vi.mock("#lib/db/instance.ts", () => ({ database: async () => ({}) }))
// Cannot be loaded outside of Next.
vi.mock("next/navigation", () => ({}))
vi.mock("./pipeline-door.ts", () => ({ refusePipeline: async () => null }))
const failing = async () => {
  // As Drizzle words it.
  throw new Error(`Failed query: insert into "drafts" values ($1)\nparams: ${TEXT}`)
}
vi.mock("./intake.ts", () => ({ takeInDraft: () => failing() }))
vi.mock("./decided-for-pipeline.ts", async (original) => ({
  ...(await original<object>()),
  decidedForPipeline: () => failing(),
}))

let logged = ""
beforeAll(() => {
  const into = new Writable({
    write(line, _, done) {
      logged += line
      done()
    },
  })
  const told = createLog(into, "info")
  vi.spyOn(log, "error").mockImplementation(told.error.bind(told) as typeof log.error)
})

test.each([
  [
    "a draft that could not be stored",
    () => POST(new Request("http://x/api/drafts", { method: "POST", body: "{}" })),
  ],
  [
    "decisions that could not be read",
    () => GET(new Request("http://x/api/drafts?status=returned")),
  ],
])("%s: the pipeline is asked to send it again, and no text is printed", async (_, send) => {
  logged = ""
  const answer = await send()
  expect(answer.status).toBe(503)
  expect(await answer.json()).toEqual({ error: expect.stringContaining("end it again") })
  expect(logged).toContain("Failed query")
  expect(logged).not.toContain(TEXT)
})
