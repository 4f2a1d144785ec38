import type { Page } from "@playwright/test"
import { test } from "./support/own-desk.ts"
import { pictures } from "./support/pictures.ts"
import { approve, postExample, writeBack } from "./support/review.ts"
import { expect, expectAccessible, signIn } from "./support/test.ts"

// Its app is started four times, and axe looks at four pages in light and dark.
test.describe.configure({ timeout: 360_000 })

const THEIRS = "Called the client, she is travelling until May."
const OURS = "Ask again in June."

const merged = (page: Page) => page.getByRole("region", { name: "Merged text" })
const selected = (page: Page) =>
  merged(page)
    .getByRole("textbox")
    .evaluate((field: HTMLTextAreaElement) =>
      field.value.slice(field.selectionStart, field.selectionEnd),
    )

test("whose words a merged text is made of is shown on pointing and by keyboard, and as shares once it is gone", async ({
  own,
  page,
}) => {
  await signIn(page, "coordinator", "/reviews")
  const { id, body } = await postExample(own, 0)
  const { contactId } = body
  await own.control.editAsSomeoneElse(contactId, { fields: { "contact.call_notes": "No answer." } })
  await own.whileHeldLong(async () => {
    await page.goto(`/reviews/${id}`)
    await approve(page)
    await own.control.editAsSomeoneElse(contactId, {
      fields: { "contact.call_notes": `No answer.\n${THEIRS}` },
    })
    await expect(writeBack(page, "Conflict")).toBeVisible({ timeout: 40_000 })
  })
  await page.goto("/changes")
  await page.getByRole("link", { name: "Resolve conflict" }).click()
  await page.waitForURL(/\/changes\/[0-9a-f-]{36}$/)
  const address = page.url()
  await expect(page.getByLabel("Merged text, to be written")).toBeVisible()
  await expect(merged(page)).toHaveCount(0)
  const offered = await page.getByLabel("Merged text, to be written").inputValue()
  await page.getByLabel("Merged text, to be written").fill(`${offered}\n${OURS}`)
  await page.getByRole("button", { name: "Write the merged text" }).click()
  await expect(writeBack(page, "Saved")).toBeVisible({ timeout: 30_000 })

  for (const path of [address, `/reviews/${id}`]) {
    await page.goto(path)
    const part = merged(page)
    await expect(part.getByText(/put together by Robin Hale/)).toBeVisible()
    await expect(part.getByRole("textbox")).toHaveValue(`${offered}\n${OURS}`)
    const shares = part.getByRole("list", { name: "Shares of the merged text" })
    await expect(shares.getByRole("listitem")).toHaveText([
      /\d+ %written by lab-summariser 2026-10/,
      /\d+ %stood in GoHighLevel/,
      /\d+ %by you/,
    ])

    // Pointing at a part.
    await part.locator('[data-author="ai"]').first().hover({ force: true })
    await expect(part.getByText("Here: written by lab-summariser 2026-10")).toBeVisible()
    await part
      .locator(`[data-end="${`${offered}\n${OURS}`.length}"]`)
      .last()
      .hover({ force: true })
    await expect(part.getByText("Here: by you")).toBeVisible()

    // By keyboard: to an author's parts, and by the caret.
    await page.mouse.move(0, 0)
    const show = part.getByRole("button", { name: "Show what stood in GoHighLevel" })
    await show.focus()
    await page.keyboard.press("Enter")
    await expect(part.getByText("Here: stood in GoHighLevel")).toBeVisible()
    expect(await selected(page)).toContain("No answer.")
    await expect(part.getByRole("textbox")).toBeFocused()
    await page.keyboard.press("End")
    await expect(part.getByText("Here: by you")).toBeVisible()
    expect((await selected(page)).trim()).toBe(OURS)
    await page.keyboard.press("ArrowLeft")
    await expect(part.getByText("Here: stood in GoHighLevel")).toBeVisible()
    await page.keyboard.press("Home")
    await expect(part.getByText("Here: written by lab-summariser 2026-10")).toBeVisible()
    await page.keyboard.press("ArrowRight")
    await expect(part.getByText("Here: stood in GoHighLevel")).toBeVisible()
    await pictures(page, path === address ? "merged-change" : "merged-review", shares)
    await expectAccessible(page)
  }

  await own.inStore(async (store) => {
    await store.query("update drafts set decided_at = decided_at - interval '31 days'")
    await store.query("update changes set finished_at = finished_at - interval '31 days'")
  })
  for (const path of [address, `/reviews/${id}`]) {
    await expect(async () => {
      await page.goto(path)
      await expect(merged(page).getByText(/The text is no longer kept here/)).toBeVisible({
        timeout: 3_000,
      })
    }).toPass({ timeout: 60_000 })
    await expect(merged(page).getByRole("listitem")).toHaveCount(3)
    await expect(merged(page).getByRole("textbox")).toHaveCount(0)
    expect(await page.content()).not.toContain(OURS)
    await pictures(
      page,
      path === address ? "merged-change-gone" : "merged-review-gone",
      merged(page),
    )
    await expectAccessible(page)
  }
})
