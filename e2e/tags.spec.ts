import { labReports } from "#lib/sandbox/seed/labs.ts"
import type { Desk } from "./support/app.ts"
import { expect, expectAccessible, signIn, test } from "./support/test.ts"

/** A contact that waits for its bloodwork to be marked as completed. */
const contactId = labReports().find((report) => report.awaitingReview)?.contactId ?? ""

const tagsOf = async (desk: Desk) => (await desk.control.truth(contactId))?.contact.tags ?? []
const writes = async (desk: Desk) =>
  (await desk.control.journal())
    .filter((entry) => entry.actor === "app" && entry.method !== "GET")
    .map((entry) => ({ method: entry.method, path: entry.path, body: entry.body }))

test.beforeEach(({ page }) => signIn(page, "coordinator", `/contacts/${contactId}`))

test("a coordinator adds a known tag, makes a new one and removes it again", async ({
  desk,
  page,
}) => {
  const before = await tagsOf(desk)
  const box = page.getByRole("combobox", { name: "Add tag" })
  await box.fill("  Called Twice ")
  await page.getByRole("option", { name: /Create “called twice”/ }).click()
  await expect(page.getByRole("button", { name: "Remove tag called twice" })).toBeEnabled()
  await expect.poll(() => tagsOf(desk)).toEqual([...before, "called twice"])

  await page.getByRole("button", { name: "Remove tag called twice" }).click()
  await expect(page.getByRole("button", { name: "Remove tag called twice" })).toBeHidden()
  await expect.poll(() => tagsOf(desk)).toEqual(before)

  await page
    .getByRole("region", { name: "Notifications" })
    .getByRole("button", { name: "Undo" })
    .click()
  await expect.poll(() => tagsOf(desk)).toEqual([...before, "called twice"])
  expect(await writes(desk)).toEqual([
    { method: "POST", path: `/contacts/${contactId}/tags`, body: { tags: ["called twice"] } },
    { method: "DELETE", path: `/contacts/${contactId}/tags`, body: { tags: ["called twice"] } },
    { method: "POST", path: `/contacts/${contactId}/tags`, body: { tags: ["called twice"] } },
  ])
})

test("neither Escape nor Backspace takes a tag away", async ({ desk, page }) => {
  const before = await tagsOf(desk)
  const box = page.getByRole("combobox", { name: "Add tag" })
  await box.focus()
  for (const key of ["Escape", "Escape", "Backspace", "Backspace"]) await box.press(key)
  await box.fill("x")
  for (const key of ["Backspace", "Backspace", "Escape", "Escape"]) await box.press(key)
  for (const tag of before) {
    await expect(page.getByRole("button", { name: `Remove tag ${tag}`, exact: true })).toBeVisible()
  }
  expect(await writes(desk)).toEqual([])
})

test("a lifecycle step is shown, confirmed, held, and can be cancelled", async ({ desk, page }) => {
  const before = await tagsOf(desk)
  const take = async (look?: () => Promise<void>) => {
    await page.getByRole("button", { name: "Lifecycle step" }).click()
    await page.getByRole("combobox", { name: "Step" }).click()
    await page.getByRole("option", { name: "Mark bloodwork as completed" }).click()
    const dialog = page.getByRole("dialog", { name: "Lifecycle step" })
    await expect(dialog.getByText("+ bloodwork_completed")).toBeVisible()
    await expect(dialog.getByText("− bloodwork_scheduled")).toBeVisible()
    await expect(dialog.getByText(/cannot be unsent/)).toBeVisible()
    await look?.()
    await dialog.getByRole("button", { name: "Confirm step" }).click()
  }
  const step = page.locator("#tags").getByRole("region", { name: /Lifecycle step/ })

  await desk.whileHeldLong(async () => {
    // The app went as the page came: what of its scripts had not arrived by then would never have come.
    await page.reload()
    await take(() => expectAccessible(page))
    await step.getByRole("button", { name: "Cancel" }).click()
    await expect(step.getByText("Cancelled", { exact: true })).toBeVisible()
  }, 50)
  expect(await tagsOf(desk)).toEqual(before)
  expect(await writes(desk)).toEqual([])

  await take()
  await expect(step.getByText("Saved", { exact: true })).toBeVisible()
  const expected = before.filter((tag) => tag !== "bloodwork_scheduled")
  expect(await tagsOf(desk)).toEqual(
    before.includes("bloodwork_completed") ? expected : [...expected, "bloodwork_completed"],
  )
})

test("a tag that GHL refuses is said to be so, with what to do", async ({ desk, page }) => {
  await desk.control.addFault({
    kind: "status",
    status: 422,
    method: "POST",
    path: "/tags",
    count: 5,
  })
  await page.getByRole("combobox", { name: "Add tag" }).fill("refused")
  await page.getByRole("option", { name: /refused/ }).click()
  const notice = page.locator("#tags").getByRole("region", { name: /Tags: saving/ })
  await expect(notice.getByText("Stopped", { exact: true })).toBeVisible({ timeout: 30_000 })
  await expect(notice.getByRole("button", { name: "Try again" })).toBeVisible()
  await desk.control.clearFaults()
  await notice.getByRole("button", { name: "Try again" }).click()
  await expect.poll(() => tagsOf(desk), { timeout: 20_000 }).toContain("refused")
})
