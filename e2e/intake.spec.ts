import { oneMoreDraft } from "#lib/sandbox/example-drafts.ts"
import { PIPELINE_TOKEN } from "./support/app.ts"
import { postExample } from "./support/review.ts"
import { expect, signIn, test } from "./support/test.ts"

const authorized = { authorization: `Bearer ${PIPELINE_TOKEN}` }
const draft = () => oneMoreDraft(`intake-${process.pid}-${Date.now()}-${Math.random()}`)

test("a draft is stored, repeated and refused as the documentation says", async ({
  request,
  desk,
}) => {
  const post = (data: unknown, headers: Record<string, string> = authorized) =>
    request.post("/api/drafts", { data, headers })
  const body = draft()

  const stored = await post(body)
  expect(stored.status()).toBe(201)
  const { id, url } = await stored.json()
  expect(url).toBe(`${desk.url}/reviews/${id}`)

  const repeated = await post(body)
  expect(repeated.status()).toBe(200)
  expect(await repeated.json()).toEqual({ id, url })

  expect((await post({ ...body, summary: "Another." })).status()).toBe(409)
  expect((await post(draft(), {})).status()).toBe(401)
  expect((await post(draft(), { authorization: "Bearer wrong-token" })).status()).toBe(401)
  expect((await post({ ...draft(), analysis: "x".repeat(1_000_001) })).status()).toBe(413)

  const malformed = await post({ ...draft(), summary: "", contactId: "../x" })
  expect(malformed.status()).toBe(422)
  expect((await malformed.json()).problems).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/^contactId:/),
      expect.stringMatching(/^summary:/),
    ]),
  )
  const broken = await request.post("/api/drafts", {
    data: Buffer.from("{broken"),
    headers: { ...authorized, "content-type": "application/json" },
  })
  expect(broken.status()).toBe(422)
})

test("a draft is stored while GHL is down", async ({ request, desk }) => {
  await desk.control.addFault({ kind: "drop-before", count: 1000 })
  const answer = await request.post("/api/drafts", { data: draft(), headers: authorized })
  expect(answer.status()).toBe(201)
})

test("the pipeline asks what became of its drafts, with its token and nothing else", async ({
  page,
  request,
}) => {
  const ask = (query: string, headers: Record<string, string> = authorized) =>
    request.get(`/api/drafts${query}`, { headers })
  const strangers: Record<string, string>[] = [{}, { authorization: "Bearer wrong-token" }]
  for (const headers of strangers) {
    expect((await ask("?status=rejected", headers)).status()).toBe(401)
  }
  for (const query of [
    "",
    "?status=approved",
    "?status=rejected&status=returned",
    "?status=rejected&cursor=x",
  ]) {
    expect((await ask(query)).status(), query).toBe(400)
  }
  const answer = await ask("?status=rejected")
  expect(answer.status()).toBe(200)
  expect(answer.headers()["cache-control"]).toContain("no-store")
  expect(await answer.json()).toMatchObject({ drafts: expect.any(Array), more: false })
  // A person's session is not the pipeline's token.
  await signIn(page)
  expect((await page.request.get("/api/drafts?status=rejected")).status()).toBe(401)
})

test("the pipeline learns what a reviewer asked of one draft, and why another was rejected", async ({
  desk,
  page,
  request,
}) => {
  const ask = async (status: "returned" | "rejected", cursor: string | null = null) => {
    const params = { status, ...(cursor && { cursor }) }
    const answer = await request.get("/api/drafts", { params, headers: authorized })
    expect(answer.status()).toBe(200)
    expect(answer.headers()["cache-control"]).toContain("no-store")
    return answer.json()
  }
  // What other tests decided lies before.
  const before = { returned: await ask("returned"), rejected: await ask("rejected") }
  await signIn(page, "coordinator", "/reviews")

  const returned = await postExample(desk, 2)
  await page.goto(`/reviews/${returned.id}`)
  await page.getByRole("button", { name: "Return", exact: true }).click()
  const instructions = page.getByRole("dialog", { name: "Return this draft to the pipeline?" })
  await instructions.getByLabel("Instructions").fill("Use the report of October.")
  await instructions.getByRole("button", { name: "Return draft" }).click()
  await expect(page.getByText(/Returned to the pipeline by Robin Hale/)).toBeVisible()

  const rejected = await postExample(desk, 5)
  await page.goto(`/reviews/${rejected.id}`)
  await page.getByRole("button", { name: "Reject", exact: true }).click()
  const reason = page.getByRole("dialog", { name: "Reject this draft?" })
  await reason.getByRole("radio", { name: "Another reason" }).check()
  await reason.getByLabel("In your words").fill("The report is two years old.")
  await reason.getByRole("button", { name: "Reject draft" }).click()
  await expect(page.getByText(/^Rejected by Robin Hale/)).toBeVisible()

  const polled = {
    returned: await ask("returned", before.returned.cursor),
    rejected: await ask("rejected", before.rejected.cursor),
  }
  const told = { runId: expect.any(String), decidedAt: expect.stringMatching(/^\d{4}-.*Z$/) }
  expect(polled.returned).toEqual({
    drafts: [
      {
        ...told,
        id: returned.id,
        contactId: returned.body.contactId,
        status: "returned",
        reason: null,
        instructions: "Use the report of October.",
        url: `${desk.url}/reviews/${returned.id}`,
      },
    ],
    cursor: expect.any(String),
    more: false,
  })
  expect(polled.rejected).toEqual({
    drafts: [
      {
        ...told,
        id: rejected.id,
        contactId: rejected.body.contactId,
        status: "rejected",
        reason: { id: "other", label: "Another reason", text: "The report is two years old." },
        instructions: null,
        url: `${desk.url}/reviews/${rejected.id}`,
      },
    ],
    cursor: expect.any(String),
    more: false,
  })
  await page.goto(polled.returned.drafts[0].url)
  await expect(page.getByText("Use the report of October.")).toBeVisible()
  await page.goto(polled.rejected.drafts[0].url)
  await expect(page.getByText("The report is two years old.")).toBeVisible()
})
