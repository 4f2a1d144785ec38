import { readFileSync } from "node:fs"
import { glob } from "node:fs/promises"
import { labReports } from "#lib/sandbox/seed/labs.ts"
import { TOKEN } from "./support/app.ts"
import { postExample } from "./support/review.ts"
import { expect, signIn, test } from "./support/test.ts"

/** What must never leave the server: GHL's token, and the addresses at which its documents lie open. */
const CANARIES = [TOKEN, "/documents/download/", "/storage/"]

const found = (text: string) => CANARIES.filter((canary) => text.includes(canary))

test("no response, log or error carries the token or a document's address", async ({
  desk,
  page,
}) => {
  const leaks: string[] = []
  const reading: Promise<unknown>[] = []
  page.on("response", (response) => {
    reading.push(
      response
        .body()
        .catch(() => Buffer.from(""))
        .then((body) => {
          const head = JSON.stringify(response.headers())
          for (const canary of found(`${body.toString("latin1")}${head}${response.url()}`)) {
            leaks.push(`${canary} in ${response.url()}`)
          }
        }),
    )
  })
  const tour = async () => {
    const { id, body } = await postExample(desk, 0)
    for (const path of [
      "/contacts",
      `/contacts/${body.contactId}`,
      "/reviews",
      `/reviews/${id}`,
      "/audit",
    ]) {
      await page.goto(path)
      await page.waitForLoadState("networkidle")
    }
    for (const report of labReports()) {
      await page.request.get(`/api/contacts/${report.contactId}/documents/${report.documentId}`)
      const record = await page.request.get(`/contacts/${report.contactId}`)
      leaks.push(...found(await record.text()).map((canary) => `${canary} in a record`))
    }
  }
  await signIn(page, "admin")
  await tour()
  // Errors that carry both: the upstream's own words must not come through.
  const body = {
    message: `${TOKEN} https://services.example/documents/download/abc`,
    statusCode: 500,
  }
  await desk.control.addFault({
    kind: "status",
    status: 500,
    body,
    path: "^/contacts/",
    count: 500,
  })
  await tour()
  await desk.control.clearFaults()
  await Promise.all(reading)
  expect(reading.length).toBeGreaterThan(50)
  expect(leaks).toEqual([])
  expect(desk.output.length).toBeGreaterThan(0)
  expect(found(desk.output)).toEqual([])
})

test("no bundle carries the address of GHL's documents, and no source map is served", async () => {
  let files = 0
  for await (const file of glob(".next/static/**/*")) {
    if (!/\.(js|css|json|map)$/.test(file)) continue
    files++
    expect(file).not.toMatch(/\.map$/)
    expect(found(readFileSync(file, "utf8")), file).toEqual([])
  }
  expect(files).toBeGreaterThan(5)
})

test("no health data stays in the browser after a day's work", async ({ page }) => {
  const { contactId } = labReports()[0] ?? { contactId: "" }
  await signIn(page, "coordinator", `/contacts/${contactId}`)
  await page.getByRole("button", { name: "Edit call notes" }).click()
  await page.getByRole("textbox", { name: "Call notes" }).fill("A text about a client.")
  await expect(page.getByText("Draft kept.")).toBeVisible()
  const stored = await page.evaluate(async () =>
    JSON.stringify([
      { ...localStorage },
      { ...sessionStorage },
      await indexedDB.databases(),
      await caches.keys(),
    ]),
  )
  expect(stored).toBe("[{},{},[],[]]")
})
