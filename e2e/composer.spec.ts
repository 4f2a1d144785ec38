import type { Page } from "@playwright/test"
import { exampleDrafts } from "#lib/sandbox/example-drafts.ts"
import { labReports } from "#lib/sandbox/seed/labs.ts"
import { pageThreeContact } from "#lib/sandbox/seed/persons-of-note.ts"
import type { Desk } from "./support/app.ts"
import { PASSWORD } from "./support/app.ts"
import { expect, expectAccessible, signIn, test } from "./support/test.ts"

const underReview = new Set(exampleDrafts().map((draft) => draft.contactId))
const candidates = labReports()
  .filter((report) => report.awaitingReview)
  .map((report) => report.contactId)
  .filter((id) => id !== pageThreeContact().id)
/**
 * A contact of its own for each test: drafts outlive the sandbox's reset, so none of those that other
 * files edit. Those that reviews are about come last, for an approval may still be on its way; among
 * them first whoever the other files open least.
 */
const contacts = [
  ...candidates.filter((id) => !underReview.has(id)),
  ...candidates.filter((id) => underReview.has(id)).toReversed(),
]

const open = async (page: Page, contactId: string) => {
  await page.goto(`/contacts/${contactId}`)
  await page.getByRole("button", { name: "Edit call notes" }).click()
}
const box = (page: Page) => page.getByRole("textbox", { name: "Call notes" })
const kept = (page: Page) => expect(page.getByText("Draft kept.")).toBeVisible()
const lastWritten = async (desk: Desk) =>
  (await desk.control.journal())
    .flatMap((entry) => (entry.actor === "app" ? entry.effects : []))
    .flatMap((effect) => (effect.kind === "fields" ? [effect.after["contact.call_notes"]] : []))
    .at(-1)

test.beforeEach(({ page }) => signIn(page))

test("call notes, a note and a lifecycle step are previewed and saved as one change", async ({
  desk,
  page,
}) => {
  const contactId = contacts[0] ?? ""
  await open(page, contactId)
  await box(page).fill("Spoke with the client.\nHbA1c <5.6 % & stable.")
  await page.getByRole("textbox", { name: "Note", exact: true }).fill("Called on Tuesday.")
  await page.getByRole("combobox", { name: "Lifecycle step" }).click()
  await page.getByRole("option", { name: "Mark bloodwork as completed" }).click()
  await page.getByRole("button", { name: "Preview" }).click()
  const preview = page.getByRole("dialog", { name: "What will be written" })
  await expect(preview.getByText("+ bloodwork_completed")).toBeVisible()
  await expect(preview.getByText("Called on Tuesday.")).toBeVisible()
  await expectAccessible(page)
  await preview.getByRole("button", { name: "Close" }).click()
  await page.getByRole("button", { name: "Save", exact: true }).click()
  await expect(page.getByRole("button", { name: "Edit call notes" })).toBeVisible({
    timeout: 20_000,
  })

  expect(await lastWritten(desk)).toBe("Spoke with the client.\nHbA1c <5.6 % & stable.")
  const truth = await desk.control.truth(contactId)
  expect(truth?.contact.tags).toContain("bloodwork_completed")
  expect(truth?.contact.tags).not.toContain("bloodwork_scheduled")
  const notes = truth?.notes.filter((note) => note.body.startsWith("Called on Tuesday."))
  expect(notes).toHaveLength(1)
  expect(notes?.[0]?.body).toMatch(
    /Written by Robin Hale, coordinator, .*\n+Caredesk ref [\w-]+\s*$/,
  )
  await expect(page.locator("#call-notes")).toContainText("HbA1c <5.6 % & stable.")
  await expect(page.locator("#notes")).toContainText("Called on Tuesday.")
  await expect(page.locator("#changes").getByRole("listitem").first()).toBeVisible()
})

test("a draft survives a closed tab, a killed app and a sign-out, and is shown to a colleague without its text", async ({
  desk,
  page,
  browser,
}) => {
  const contactId = contacts[1] ?? ""
  await open(page, contactId)
  await box(page).fill("A text that must not get lost.")
  await kept(page)
  await desk.kill()
  await desk.start()
  await page.goto(`/contacts/${contactId}`)
  await expect(box(page)).toHaveValue("A text that must not get lost.")
  await expect(page.getByText("This is your unsaved draft")).toBeVisible()

  const admin = await browser.newPage({ baseURL: desk.url })
  await signIn(admin, "admin", `/contacts/${contactId}`)
  await expect(
    admin.locator("#main").getByText("Robin Hale is writing on this contact too"),
  ).toBeVisible()
  await expect(admin.locator("#main").getByText("must not get lost")).toBeHidden()
  await admin.close()

  await page.getByRole("button", { name: "Sign out" }).first().click()
  await page.waitForURL(/login/)
  await signIn(page, "coordinator", `/contacts/${contactId}`)
  await expect(box(page)).toHaveValue("A text that must not get lost.")
  await page.getByRole("button", { name: "Discard" }).click()
  await page.getByRole("alertdialog").getByRole("button", { name: "Discard text" }).click()
  await expect(page.getByRole("button", { name: "Edit call notes" })).toBeVisible()
  await page.reload()
  await expect(page.getByRole("button", { name: "Edit call notes" })).toBeVisible()
})

test("a session that ends in mid-edit keeps the text, and the save goes through after signing in again", async ({
  desk,
  page,
  context,
}) => {
  const contactId = contacts[2] ?? ""
  await open(page, contactId)
  await box(page).fill("Written before the session ended.")
  await kept(page)
  await context.clearCookies()
  await box(page).fill("Written before and after the session ended.")
  const dialog = page.getByRole("dialog").or(page.getByRole("alertdialog"))
  await expect(dialog.getByLabel("Password")).toBeVisible()
  await dialog.getByLabel("Password").fill(PASSWORD)
  await dialog.getByRole("button", { name: "Sign in" }).click()
  await expect(dialog).toBeHidden()
  await expect(box(page)).toHaveValue("Written before and after the session ended.")
  await kept(page)
  await page.getByRole("button", { name: "Save", exact: true }).click()
  await expect(page.getByRole("button", { name: "Edit call notes" })).toBeVisible({
    timeout: 20_000,
  })
  expect(await lastWritten(desk)).toBe("Written before and after the session ended.")
})

test("text typed just before leaving by a link is kept", async ({ page }) => {
  const contactId = contacts[4] ?? ""
  await open(page, contactId)
  await box(page).fill("Typed, and gone to the list at once.")
  await page.getByRole("link", { name: "Contacts" }).first().click()
  await page.waitForURL(/\/contacts$/)
  await expect(async () => {
    await page.goto(`/contacts/${contactId}`)
    await expect(box(page)).toHaveValue("Typed, and gone to the list at once.", { timeout: 3_000 })
  }).toPass()
})

test("a save whose answer got lost is asked for again, and written once", async ({
  desk,
  page,
}) => {
  const contactId = contacts[5] ?? ""
  await open(page, contactId)
  await page.getByRole("textbox", { name: "Note", exact: true }).fill("Said once.")
  await kept(page)
  let lose = () => {}
  const held = new Promise<void>((resolve) => {
    lose = resolve
  })
  await page.route(`**/contacts/${contactId}`, async (route) => {
    await route.fetch()
    await held
    await route.abort()
  })
  await page.getByRole("button", { name: "Save", exact: true }).click()
  // What would be typed now would be in no save.
  await expect(box(page)).not.toBeEditable()
  lose()
  await expect(page.locator("#call-notes").getByRole("alert")).toContainText(
    "It is not known whether this was saved.",
  )
  await expect(box(page)).not.toBeEditable()
  await expectAccessible(page)
  await page.unroute(`**/contacts/${contactId}`)
  await page.getByRole("button", { name: "Save", exact: true }).click()
  await expect(page.getByRole("button", { name: "Edit call notes" })).toBeVisible({
    timeout: 20_000,
  })
  const notes = (await desk.control.truth(contactId))?.notes ?? []
  expect(notes.filter((note) => note.body.startsWith("Said once."))).toHaveLength(1)
})

test("what somebody else wrote in between is shown and not overwritten", async ({ desk, page }) => {
  const contactId = contacts[3] ?? ""
  await open(page, contactId)
  await box(page).fill("Mine.")
  await kept(page)
  await desk.control.editAsSomeoneElse(contactId, { fields: { "contact.call_notes": "Theirs." } })
  await page.getByRole("button", { name: "Save", exact: true }).click()
  await expect(page.locator("#call-notes").getByText("Conflict", { exact: true })).toBeVisible()
  await expect(
    page.locator("#call-notes").getByRole("region", { name: "In GoHighLevel now" }),
  ).toContainText("Theirs.")
  await expect(box(page)).toHaveValue("Mine.")
  expect(await lastWritten(desk)).toBeUndefined()

  await page.reload()
  await expect(box(page)).toHaveValue("Mine.")
  await page.locator("#call-notes").getByRole("button", { name: "Give up the rest" }).click()
  await expect(page.getByText("were changed in GoHighLevel since you began")).toBeVisible()
  await page.getByRole("button", { name: "Put mine above the new text" }).click()
  await kept(page)
  await page.getByRole("button", { name: "Save", exact: true }).click()
  await expect(page.getByRole("button", { name: "Edit call notes" })).toBeVisible({
    timeout: 20_000,
  })
  expect(await lastWritten(desk)).toBe("Mine.\n\nTheirs.")
})
