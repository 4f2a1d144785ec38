import { DEFAULT_SEED } from "#lib/sandbox/seed/labs.ts"
import { createPerson } from "#lib/sandbox/seed/people.ts"
import { PAGE_THREE } from "#lib/sandbox/seed/personas.ts"
import {
  markupContact,
  pageThreeContact,
  strangeContact,
} from "#lib/sandbox/seed/persons-of-note.ts"
import { LOCATION_ID, TOKEN } from "./support/app.ts"
import { pictures } from "./support/pictures.ts"
import { expect, expectAccessible, signIn, test } from "./support/test.ts"
import { troubles } from "./support/troubles.ts"

const contactAt = (index: number) => createPerson(DEFAULT_SEED, index).contact
const marguerite = contactAt(PAGE_THREE)
const path = (id: string) => `/contacts/${id}`

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
  // The lab platform's address is not set here: the reason stands in the place of the link.
  await expect(main.getByText("Links to the lab platform have not been set up.")).toBeVisible()
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

test("the audit tells who opened which record and document, and no prefetch", async ({
  page,
  browser,
}) => {
  // A reading within a minute of another is no opening: so it is a record that no other test reads.
  const [ahead, read] = [contactAt(48).id, contactAt(26).id]
  const context = await browser.newContext()
  const admin = await context.newPage()
  await signIn(admin, "admin", "/audit")
  /** How often each event stands in the audit: other tests may have left some. */
  const counts = async () => {
    await admin.reload()
    const events = admin.getByRole("main").getByRole("listitem")
    await expect(events.first()).toBeVisible()
    return {
      ahead: await events.filter({ hasText: ahead }).count(),
      record: await events.filter({ hasText: `Record opened ${read}` }).count(),
      document: await events.filter({ hasText: `Document opened ${read}` }).count(),
    }
  }
  const before = await counts()
  await signIn(page, "coordinator", path(read))
  await page.request.get(path(ahead), { headers: { "sec-purpose": "prefetch" } })
  await page.request.get(path(ahead), { headers: { rsc: "1", "next-router-prefetch": "1" } })
  const document = page.getByRole("link", { name: /^Download / }).first()
  await page.request.get(String(await document.getAttribute("href")))
  expect(await counts()).toEqual({
    ahead: before.ahead,
    record: before.record + 1,
    document: before.document + 1,
  })
  await context.close()
})

test("the audit of a client tells of notes read beside the page, and of names in a list", async ({
  page,
  browser,
}) => {
  // Whose notes no other test reads: what the audit already had would be counted too.
  const { id } = contactAt(47)
  await signIn(page, "coordinator", "/contacts")
  for (let time = 0; time < 2; time++) {
    expect((await page.request.get(`/api/contacts/${id}/notes`)).ok()).toBe(true)
  }
  const headers = { origin: new URL(page.url()).origin }
  const names = await page.request.post("/api/contacts/names", { data: { ids: [id] }, headers })
  expect(names.ok()).toBe(true)
  const context = await browser.newContext()
  const admin = await context.newPage()
  await signIn(admin, "admin", "/audit")
  await admin.getByLabel("Contact id").fill(id)
  await admin.getByLabel("What").selectOption({ label: "Records" })
  await admin.getByRole("button", { name: "Filter" }).click()
  const events = admin.getByRole("main").getByRole("listitem")
  await expect(events.filter({ hasText: `Notes delivered ${id}` })).toHaveCount(1)
  await expectAccessible(admin)
  await pictures(admin, "audit-of-a-client", admin.getByRole("main"))
  await admin.getByLabel("What").selectOption({ label: "Lists and searches" })
  await admin.getByRole("button", { name: "Filter" }).click()
  await expect(events.filter({ hasText: "Names of contacts delivered" }).first()).toBeVisible()
  await expect(events.filter({ hasText: "Notes delivered" })).toHaveCount(0)
  await context.close()
})

test("while GHL is slow the outline stands, and says so", async ({ page, desk }) => {
  await signIn(page, "coordinator", path(contactAt(28).id))
  await desk.control.addFault({ kind: "delay", delayMs: 12_000, path: "^/contacts/\\w+$" })
  // The load event would wait for the whole of the page.
  await page.goto(path(marguerite.id), { waitUntil: "commit" })
  await expect(page.getByText("GoHighLevel is slow to answer. Please wait.")).toBeVisible()
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Marguerite Oyelaran-Voss")
})

test("what arrives late moves nothing that is edited, so that no press is lost on its way", async ({
  page,
}) => {
  await signIn(page)
  for (const width of [1440, 390]) {
    await page.setViewportSize({ width, height: 900 })
    const arrival = Promise.withResolvers<void>()
    await page.route("**/api/contacts/*/schedule", async (route) => {
      await arrival.promise
      await route.continue()
    })
    await page.goto(path(marguerite.id))
    await expect(page.getByText("Tasks and appointments are being fetched.")).toBeAttached()
    const edited = [page.locator("#call-notes"), page.locator("#tags")]
    const placed = () => Promise.all(edited.map((part) => part.boundingBox()))
    const add = page.getByRole("button", { name: "Add follow-up" })
    await expect(add).toBeDisabled()
    const before = await placed()
    const button = await add.boundingBox()
    arrival.resolve()
    await expect(page.getByText("Nothing is open.")).toBeVisible()
    expect(await placed()).toEqual(before)
    await expect(add).toBeEnabled()
    expect(await add.boundingBox()).toEqual(button)
    await page.unrouteAll()
  }
})

test("a change that ended while the record was being read shows in it by itself", async ({
  desk,
  page,
}) => {
  const { id } = pageThreeContact()
  await desk.control.addFault({ kind: "delay", method: "POST", path: "/tags$", delayMs: 12_000 })
  await signIn(page, "coordinator", `/contacts/${id}`)
  await page.getByRole("combobox", { name: "Add tag" }).fill("asks for mornings")
  await page.getByRole("option", { name: /asks for mornings/ }).click()

  const second = await page.context().newPage()
  const done = Promise.withResolvers<void>()
  await second.route("**/api/contacts/*/changes", async (route) => {
    await done.promise
    await route.continue()
  })
  await second.goto(`/contacts/${id}`)
  const tag = second.getByRole("button", { name: "Remove tag asks for mornings" })
  await expect(second.getByRole("combobox", { name: "Add tag" })).toBeVisible()
  await expect(tag).toHaveCount(0)
  await expect
    .poll(async () => (await desk.control.truth(id))?.contact.tags)
    .toContain("asks for mornings")
  await expect(page.getByRole("button", { name: "Remove tag asks for mornings" })).toBeEnabled()
  done.resolve()
  await expect(tag).toBeVisible()
})
