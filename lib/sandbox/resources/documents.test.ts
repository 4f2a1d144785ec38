import { afterAll, beforeEach, describe, expect, it } from "vitest"
import { controlOf } from "../control.ts"
import { labReports } from "../seed/labs.ts"
import { callerOf, startTestSandbox } from "../testing/caller.ts"

const sandbox = await startTestSandbox()
const send = callerOf(sandbox.url)
const control = controlOf(sandbox.url)
afterAll(() => sandbox.close())
beforeEach(() => control.reset())

const bare = { authorization: null, version: null }
const download = (documentId: string) =>
  send("GET", `/documents/download/${documentId}`, undefined, bare)

describe("documents", () => {
  it("answer whoever has the link, some by way of storage", async () => {
    const statuses = await Promise.all(
      labReports().map(async (report) => (await download(report.documentId)).status),
    )
    expect(statuses.filter((status) => status === 302).length).toBeGreaterThan(0)
    expect(statuses.filter((status) => status === 200).length).toBeGreaterThan(10)
  })

  it("follow the redirect to the same file, which is closed without its signature", async () => {
    await control.settings({ redirectDocuments: "all" })
    const [report] = labReports()
    const reply = await download(report?.documentId ?? "")
    expect(reply.status).toBe(302)
    const location = new URL(reply.headers.get("location") ?? "")
    expect(location.origin).toBe(sandbox.url)
    const stored = await fetch(location)
    expect(stored.headers.get("content-type")).toBe("application/pdf")
    expect((await stored.text()).startsWith("%PDF")).toBe(true)
    expect((await fetch(`${location.origin}${location.pathname}`)).status).toBe(403)
  })

  it("are linked under the address by which the sandbox was reached", async () => {
    const [report] = labReports()
    const path = `/contacts/${report?.contactId}`
    const link = `/documents/download/${report?.documentId}`
    expect((await send("GET", path)).text).toContain(`${sandbox.url}${link}`)
    const proxied = await startTestSandbox({ publicUrl: "http://ghl.example:99" })
    const reply = await callerOf(proxied.url)("GET", path)
    await proxied.close()
    expect(reply.text).toContain(`http://ghl.example:99${link}`)
  })

  it("are 404 when unknown", async () => {
    expect((await download("nothing")).status).toBe(404)
  })
})
