import { buffer } from "node:stream/consumers"
import PDFDocument from "pdfkit"
import { DEFAULT_SEED } from "#lib/sandbox/seed/labs.ts"
import { createPerson } from "#lib/sandbox/seed/people.ts"
import { PAGE_THREE } from "#lib/sandbox/seed/personas.ts"
import { expect, expectAccessible, signIn, test } from "./support/test.ts"
import { troubles } from "./support/troubles.ts"

const contactAt = (index: number) => createPerson(DEFAULT_SEED, index).contact
const marguerite = contactAt(PAGE_THREE)
const path = (id: string) => `/contacts/${id}`

/** A PDF that opens with a password only. */
async function lockedPdf(): Promise<Buffer> {
  const pdf = new PDFDocument({ userPassword: "not known here" })
  pdf.text("locked").end()
  return buffer(pdf)
}

test("a lab PDF opens in place, with pages, zoom and its text", async ({ page }) => {
  const seen = troubles(page)
  await signIn(page, "coordinator", path(marguerite.id))
  const documents = page.getByRole("region", { name: /^Documents/ })
  await documents
    .getByRole("button", { name: /^Open / })
    .first()
    .click()
  const dialog = page.getByRole("dialog")
  await expect(dialog.getByText("Page 1 of 1")).toBeVisible()
  await expect(dialog.getByText("Laboratory report")).toBeVisible()
  await expect(dialog.locator("canvas")).toBeVisible()
  await dialog.getByRole("button", { name: "Zoom in" }).click()
  await expect(dialog.getByText("125%")).toBeVisible()
  await expect(dialog.getByText("Laboratory report")).toBeVisible()
  await expectAccessible(page)
  await dialog.getByRole("button", { name: "Close" }).click()
  await expect(dialog).toBeHidden()
  expect(seen).toEqual([])
})

test("an image opens in place", async ({ page }) => {
  await signIn(page, "coordinator", path(contactAt(49).id))
  await page
    .getByRole("region", { name: /^Documents/ })
    .getByRole("button", { name: /^Open / })
    .first()
    .click()
  const image = page.getByRole("dialog").getByRole("img")
  await expect(image).toBeVisible()
  expect(await image.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBeGreaterThan(10)
})

test("a document that GHL does not give is said so in place, and can be tried again", async ({
  page,
  desk,
}) => {
  await signIn(page, "coordinator", path(marguerite.id))
  await desk.control.addFault({ kind: "status", status: 500, path: "/documents/", count: 9 })
  await page
    .getByRole("region", { name: /^Documents/ })
    .getByRole("button", { name: /^Open / })
    .first()
    .click()
  const dialog = page.getByRole("dialog")
  await expect(dialog.getByRole("alert")).toBeVisible()
  await desk.control.clearFaults()
  await dialog.getByRole("button", { name: "Try again" }).click()
  await expect(dialog.getByText("Page 1 of 1")).toBeVisible()
})

test("a damaged PDF, a locked one and a file of another kind are said to be so", async ({
  page,
}) => {
  await signIn(page, "coordinator", path(marguerite.id))
  const open = page
    .getByRole("region", { name: /^Documents/ })
    .getByRole("button", { name: /^Open / })
    .first()
  const dialog = page.getByRole("dialog")
  for (const [contentType, body, words] of [
    ["application/pdf", "%PDF-1.7 and then nothing of use", "This PDF cannot be shown here."],
    ["application/pdf", await lockedPdf(), "This PDF is locked with a password."],
    ["image/png", "no image at all", "This image cannot be shown here."],
    ["application/octet-stream", "<script>", "This kind of file cannot be shown here."],
  ] as const) {
    await page.route(/\/documents\//, (route) => route.fulfill({ contentType, body }), { times: 1 })
    await open.click()
    await expect(dialog.getByRole("alert")).toContainText(words)
    await expect(dialog.getByRole("link", { name: "Download" })).toBeVisible()
    await page.keyboard.press("Escape")
    await expect(dialog).toBeHidden()
  }
})

test("the document proxy serves our own pages alone, and only what hangs on the contact", async ({
  page,
  request,
}) => {
  await signIn(page, "coordinator", path(marguerite.id))
  const download = page.getByRole("link", { name: /^Download / }).first()
  const href = String(await download.getAttribute("href"))
  const answer = await page.request.get(href)
  expect(answer.status()).toBe(200)
  expect(answer.headers()).toMatchObject({
    "content-type": "application/pdf",
    "content-security-policy": "sandbox; default-src 'none'",
    "x-content-type-options": "nosniff",
    "cache-control": "private, no-store",
    "cross-origin-resource-policy": "same-origin",
  })
  expect(answer.headers()["content-disposition"]).toMatch(/^inline; filename=/)
  expect((await answer.body()).subarray(0, 5).toString()).toBe("%PDF-")
  for (const site of ["cross-site", "same-site", "none"]) {
    const refused = await page.request.get(href, { headers: { "sec-fetch-site": site } })
    expect(refused.status(), site).toBe(403)
  }
  const ofAnother = href.replace(marguerite.id, contactAt(4).id)
  expect((await page.request.get(ofAnother)).status()).toBe(404)
  const odd = href.replace(/[^/]+$/, "..%2F..%2Flocations")
  expect([400, 404]).toContain((await page.request.get(odd)).status())
  expect((await request.get(href)).status()).toBe(401)
})
