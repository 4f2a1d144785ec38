import { randomUUID } from "node:crypto"
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import { drafts } from "#lib/db/schema/reviews.ts"
import type { Store } from "#lib/db/store.ts"
import { memoryStore } from "#lib/db/testing/stores.ts"
import { controlOf } from "#lib/sandbox/control.ts"
import { exampleDrafts } from "#lib/sandbox/example-drafts.ts"
import { idOf } from "#lib/sandbox/seed/ids.ts"
import { DEFAULT_SEED, labReports } from "#lib/sandbox/seed/labs.ts"
import { createPerson } from "#lib/sandbox/seed/people.ts"
import { type RunningSandbox, startSandbox } from "#lib/sandbox/server.ts"
import { checkDocumentOf } from "../document-check.ts"
import { evidenceFor } from "../evidence-view.ts"
import { checkEvidence } from "./check.ts"
import { countFindings } from "./count.ts"
import { evidenceSourcesOf } from "./sources.ts"

let sandbox: RunningSandbox
let store: Store

beforeAll(async () => {
  sandbox = await startSandbox({ port: 0 })
  process.env.GHL_BASE_URL = sandbox.url
  store = await memoryStore()
})
afterAll(async () => {
  await store.close()
  await sandbox.close()
})
beforeEach(() => controlOf(sandbox.url).reset())

const { signal } = new AbortController()
const examples = exampleDrafts()
const example = (n: number) => {
  const draft = examples[n]
  if (!draft) throw new Error("no such example")
  return draft
}

async function stored(n: number, over: Partial<typeof drafts.$inferInsert> = {}) {
  const { contactId, userId, summary, analysis, source } = example(n)
  const [row] = await store.db
    .insert(drafts)
    .values({
      runId: randomUUID(),
      bodyHash: "-",
      contactId,
      userId,
      summary,
      analysis,
      source,
      tagsToAdd: [],
      tagsToRemove: [],
      ...over,
    })
    .returning({ id: drafts.id })
  if (!row) throw new Error("no row")
  return row.id
}

const reportOf = (documentId: string) => {
  const report = labReports().find((one) => one.documentId === documentId)
  if (!report) throw new Error("no such report")
  return report
}

test("sources are the draft's own, the document's pages and the client as GHL has them", async () => {
  const { source } = example(0)
  const report = reportOf(source.documentId)
  const evidence = await evidenceSourcesOf(store.db, await stored(0), signal)
  expect(evidence).toMatchObject({
    documentState: "read",
    sources: {
      sourceText: source.text,
      biomarkers: source.biomarkers,
      client: { name: report.clientName, birthDate: report.dateOfBirth },
    },
  })
  expect(evidence?.sources.documentPages).toHaveLength(1)
  expect(evidence?.sources.documentPages[0]).toContain(`Collected: ${report.collectedOn}`)
})

test("a document is read once a minute, and by the right-client check from the same text", async () => {
  const id = await stored(2)
  const control = controlOf(sandbox.url)
  await evidenceSourcesOf(store.db, id, signal)
  await control.clearJournal()
  expect(await evidenceSourcesOf(store.db, id, signal)).toMatchObject({ documentState: "read" })
  expect(await checkDocumentOf(store.db, id, signal)).toEqual({
    name: "found",
    birthDate: "found",
    lookedIn: "document",
  })
  const paths = (await control.journal()).map((entry) => entry.path)
  expect(paths.filter((path) => path.includes("/documents/download/"))).toEqual([])
})

test("another contact's kept document is not given out under a contact it does not hang on", async () => {
  await evidenceSourcesOf(store.db, await stored(0), signal)
  const foreign = await stored(1, { source: { documentId: example(0).source.documentId } })
  expect(await evidenceSourcesOf(store.db, foreign, signal)).toMatchObject({
    documentState: "unreadable",
    sources: { documentPages: [] },
  })
})

test("a picture has no text, a draft without document has none", async () => {
  const person = createPerson(DEFAULT_SEED, 49)
  const photo = idOf("document", DEFAULT_SEED, 49, "photo")
  const picture = await stored(0, {
    contactId: person.contact.id,
    source: { documentId: photo },
  })
  expect(await evidenceSourcesOf(store.db, picture, signal)).toMatchObject({
    documentState: "no-text",
  })
  expect(await evidenceSourcesOf(store.db, await stored(0, { source: {} }), signal)).toMatchObject({
    documentState: "none",
    sources: { biomarkers: [], sourceText: "", documentPages: [] },
  })
})

test("while GHL is down the pipeline's part stands", async () => {
  const id = await stored(5)
  await controlOf(sandbox.url).addFault({ kind: "status", status: 503, count: 100 })
  expect(await evidenceSourcesOf(store.db, id, signal)).toMatchObject({
    documentState: "unreadable",
    sources: { sourceText: example(5).source.text, client: { name: null, birthDate: null } },
  })
})

test("a reviewer's view tells which numbers were not compared", async () => {
  const id = await stored(5)
  const texts = { summary: "Take 2000 IU of vitamin D daily.", analysis: "Repeat in 12 weeks." }
  const view = await evidenceFor(store.db, id, texts)
  expect(view).toMatchObject({
    analysis: [{ verdict: "not-compared", start: 10, end: 18 }],
    nothing: false,
  })
  expect(view?.summary).toContainEqual(
    expect.objectContaining({ verdict: "not-compared", start: 5, end: 12 }),
  )
  // The clinic's zone is an American one unless it says otherwise.
  expect((await evidenceSourcesOf(store.db, id, signal))?.sources.dateOrder).toBe("month-first")
})

test("there are no sources of no draft", async () => {
  expect(await evidenceSourcesOf(store.db, randomUUID(), signal)).toBeNull()
})

test.each([
  [0, []],
  [1, ["value"]],
  [2, []],
  [4, ["value"]],
  [5, []],
] as const)("example %i, held against its sources, has wrong: %j", async (n, kinds) => {
  const evidence = await evidenceSourcesOf(store.db, await stored(n), signal)
  if (!evidence) throw new Error("no sources")
  const { summary, analysis } = example(n)
  const findings = [summary, analysis].flatMap((text) => checkEvidence(text, evidence.sources))
  const { contradictedKinds, notFound, supported } = countFindings(findings)
  expect(contradictedKinds.filter((kind) => kind !== "direction" && kind !== "number")).toEqual(
    kinds,
  )
  expect(notFound).toBe(0)
  expect(supported).toBeGreaterThan(40)
})
