import { pictures } from "./support/pictures.ts"
import { postExample } from "./support/review.ts"
import { expect, expectAccessible, signIn, test } from "./support/test.ts"
import { openDraft, summaryOf } from "./support/workspace.ts"

test.beforeEach(({ page }) => signIn(page, "coordinator", "/reviews"))

test("what changes is shown beside the editor while typing, against the AI's text and GHL's", async ({
  desk,
  page,
}) => {
  const { id, body } = await postExample(desk, 0)
  await desk.control.editAsSomeoneElse(body.contactId, {
    fields: { "contact.call_notes": "Her own notes, from Monday." },
  })
  await openDraft(page, id)
  const beside = page.getByRole("region", { name: "Changes as you type" })
  const toggle = beside.getByRole("button", { name: /Changes as you type/ })
  await expect(toggle).toHaveAttribute("aria-expanded", "false")

  await summaryOf(page).press("ControlOrMeta+End")
  await summaryOf(page).pressSequentially(" She walks daily.")
  await expect(beside.locator("ins")).toContainText("She walks daily.")
  await expect(summaryOf(page)).toBeFocused()
  await expect(beside.getByText("The analysis is as it came in.")).toBeVisible()
  await expectAccessible(page)
  await pictures(page, "live-diff", summaryOf(page))

  await beside.getByRole("button", { name: "GoHighLevel now" }).click()
  await expect(beside.locator("ins")).toContainText("She walks daily.")
  await expect(beside.locator("del")).toHaveCount(0)
  await page.getByRole("radio", { name: "Replace it" }).check()
  await expect(beside.locator("del")).toContainText("Her own notes, from Monday.")
  await summaryOf(page).pressSequentially(" And sleeps well.")
  await expect(beside.locator("ins")).toContainText("And sleeps well.")
  await expectAccessible(page)
  await pictures(page, "live-diff-present", summaryOf(page))

  // Shut by key, and as it was left on the next draft.
  await page.getByRole("heading", { name: "Draft", exact: true }).click()
  await page.locator("body").press("d")
  await expect(toggle).toHaveAttribute("aria-expanded", "false")
  const other = await postExample(desk, 2)
  await expect(page.getByText("Your edits are saved")).toBeVisible()
  await page.getByRole("link", { name: "Reviews" }).first().click()
  await page.waitForURL(/\/reviews$/)
  await page.locator(`a[href^="/reviews/${other.id}"]`).first().click()
  await expect(summaryOf(page)).toBeEditable()
  await summaryOf(page).press("ControlOrMeta+End")
  await summaryOf(page).pressSequentially(" More.")
  await expect(page.getByText("Your edits are saved")).toBeVisible()
  await expect(toggle).toHaveAttribute("aria-expanded", "false")
  await toggle.click()
  await expect(beside.getByRole("button", { name: "GoHighLevel now" })).toHaveAttribute(
    "aria-pressed",
    "true",
  )
  expect(
    await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage })),
  ).not.toContain("More.")
})

test("on a narrow screen the changes of a text stand right below it", async ({ desk, page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  const { id } = await postExample(desk, 0)
  await openDraft(page, id)
  await summaryOf(page).press("ControlOrMeta+End")
  await summaryOf(page).pressSequentially(" She walks daily.")
  const below = page.getByRole("region", { name: "Changes in the summary", exact: true })
  await expect(below.locator("ins")).toContainText("She walks daily.")
  await expect(page.getByRole("region", { name: "Changes as you type" })).toBeHidden()
  await expectAccessible(page)
})
