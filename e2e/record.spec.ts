import type { Page } from "@playwright/test"
import { DEFAULT_SEED } from "#lib/sandbox/seed/labs.ts"
import { createPerson } from "#lib/sandbox/seed/people.ts"
import { PAGE_THREE } from "#lib/sandbox/seed/personas.ts"
import { markupContact, strangeContact } from "#lib/sandbox/seed/persons-of-note.ts"
import { LOCATION_ID, TOKEN } from "./support/app.ts"
import { expect, expectAccessible, signIn, test } from "./support/test.ts"

const contactAt = (index: number) => createPerson(DEFAULT_SEED, index).contact
const marguerite = contactAt(PAGE_THREE)
const path = (id: string) => `/contacts/${id}`

/** Errors the page threw, a script in a value that ran among them. */
function troubles(page: Page): string[] {
  const seen: string[] = []
  page.on("pageerror", (error) => seen.push(error.message))
  page.on("dialog", async (dialog) => {
    seen.push(`dialog: ${dialog.message()}`)
    await dialog.dismiss()
  })
  page.on("console", (message) => {
    if (/Content Security Policy|hydrat/i.test(message.text())) seen.push(message.text())
  })
  return seen
}

test("shows who the contact is, the key fields and the way to the other systems", async ({
  page,
}) => {
  const seen = troubles(page)
  await signIn(page, "coordinator", path(marguerite.id))
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Marguerite Oyelaran-Voss")
  const main = page.getByRole("main")
  await expect(main.getByRole("link", { name: String(marguerite.email) })).toHaveAttribute(
    "href",
    /^mailto:/,
  )
  await expect(main.locator("a[href^='tel:+']").first()).toBeVisible()
  await expect(main.getByText("Bloodwork scheduled", { exact: true })).toBeVisible()
  await expect(main.getByText(/America\/Chicago/)).toBeVisible()
  await expect(main.getByRole("link", { name: /Open in GHL/ })).toHaveAttribute(
    "href",
    `https://app.gohighlevel.com/v2/location/${LOCATION_ID}/contacts/detail/${marguerite.id}`,
  )
  // USER_ID_LINK is not set here: the reason stands in the place of the link.
  await expect(main.getByText(/USER_ID_LINK/)).toBeVisible()
  const key = page.getByRole("region", { name: "Key fields" })
  for (const name of ["User ID", "Membership Status", "Blood Work Purchased"]) {
    await expect(key.getByText(name, { exact: true })).toBeVisible()
  }
  await expectAccessible(page)
  expect(seen).toEqual([])
})

test("all fields: filled ones first, found by name, key and value, and never by the address", async ({
  page,
  desk,
}) => {
  await signIn(page, "coordinator", path(marguerite.id))
  const fields = page.getByRole("region", { name: /^All fields/ })
  const filled = (await desk.control.truth(marguerite.id))?.contact.customFields.length
  await expect(fields.getByText(`${filled} fields`)).toBeVisible()
  await expect(
    page
      .getByRole("region", { name: /^Notes/ })
      .getByRole("article")
      .first(),
  ).toBeVisible()
  await desk.control.clearJournal()
  await fields.getByRole("switch", { name: "Filled only" }).click()
  await expect(fields.getByText("190 fields")).toBeVisible()
  await fields.getByLabel("Search fields").fill("contact.membership_status")
  await expect(fields.getByText("1 field", { exact: true })).toBeVisible()
  await expect(fields.getByText("Membership Status", { exact: true })).toBeVisible()
  await fields.getByLabel("Search fields").fill("nothing is called this")
  await expect(fields.getByText("No field matches")).toBeVisible()
  expect(new URL(page.url()).search).toBe("")
  expect(await desk.control.journal()).toEqual([])
  expect(
    await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage })),
  ).not.toContain("nothing is called this")
})

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

test("markup and odd values are shown as text and run nowhere", async ({ page }) => {
  const seen = troubles(page)
  await signIn(page, "coordinator", path(markupContact().id))
  await expect(page.getByText("<img src=x onerror=alert(1)>").first()).toBeVisible()
  await expect(
    page.getByRole("region", { name: /^Notes/ }).getByText("<5.6 % in plain text"),
  ).toBeVisible()
  expect(await page.locator("a[href^='javascript:' i], img[src='x']").count()).toBe(0)
  await page.goto(path(strangeContact().id))
  await expect(page.getByText("left behind by a field that was deleted")).toBeVisible()
  expect(seen).toEqual([])
})

test("nothing that reaches the browser names a document's address at GHL or the token", async ({
  page,
  desk,
}) => {
  const bodies: string[] = []
  page.on("response", async (response) => {
    if (response.url().startsWith(desk.url)) bodies.push(await response.text().catch(() => ""))
  })
  await signIn(page, "coordinator", path(marguerite.id))
  await expect(
    page
      .getByRole("region", { name: /^Notes/ })
      .getByRole("article")
      .first(),
  ).toBeVisible()
  const everything = bodies.join("\n") + (await page.content())
  expect(everything).toContain("Oyelaran-Voss")
  expect(everything).not.toContain(TOKEN)
  expect(everything).not.toContain("documents/download")
  expect(everything).not.toContain(new URL(desk.sandbox.url).host)
})

test("a contact that GHL no longer has is said so", async ({ page }) => {
  await signIn(page, "coordinator", "/contacts/nobodyWithThisId00000")
  await expect(page.getByText("This contact is no longer in GoHighLevel")).toBeVisible()
  await expect(page.getByRole("link", { name: "Back to contacts" })).toBeVisible()
  await expectAccessible(page)
})

test("GHL down: the reason in words, and trying again brings the record", async ({
  page,
  desk,
}) => {
  await desk.control.addFault({ kind: "status", status: 503, path: "^/contacts/\\w+$", count: 20 })
  await signIn(page, "coordinator", path(marguerite.id))
  await expect(page.getByRole("main").getByRole("alert")).toContainText("GoHighLevel")
  await desk.control.clearFaults()
  await page.getByRole("button", { name: "Try again" }).click()
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Marguerite Oyelaran-Voss")
})

test("notes that do not load leave the rest of the record standing", async ({ page, desk }) => {
  await desk.control.addFault({ kind: "status", status: 500, path: "/notes", count: 20 })
  await signIn(page, "coordinator", path(marguerite.id))
  const notes = page.getByRole("region", { name: /^Notes/ })
  await expect(notes.getByRole("alert")).toBeVisible()
  await expect(page.getByRole("region", { name: "Key fields" })).toBeVisible()
  await desk.control.clearFaults()
  await notes.getByRole("button", { name: "Try again" }).click()
  await expect(notes.getByRole("article").first()).toBeVisible()
})

test("a long name, a right-to-left name and no name at all fit a narrow screen", async ({
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await signIn(page, "coordinator", path(contactAt(17).id))
  for (const [index, heading] of [
    [17, /^Wilhelmina-Alexandrina/],
    [13, /ليلى الحداد/],
    [28, /^No name$/],
  ] as const) {
    await page.goto(path(contactAt(index).id))
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(heading)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
  }
  await expectAccessible(page)
})

test("a prefetch is given no record", async ({ page }) => {
  await signIn(page, "coordinator", path(contactAt(28).id))
  const prefetches: Record<string, string>[] = [
    { "sec-purpose": "prefetch;prerender" },
    { purpose: "prefetch" },
    { rsc: "1", "next-router-prefetch": "1" },
  ]
  for (const headers of prefetches) {
    const answer = await page.request.get(path(marguerite.id), { headers })
    expect(await answer.text(), JSON.stringify(headers)).not.toContain("Oyelaran")
  }
  const opened = await page.request.get(path(marguerite.id))
  expect(await opened.text()).toContain("Oyelaran")
})
