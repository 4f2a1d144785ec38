import { expect, type Page } from "@playwright/test"

/** Loads the inbox until it looks as expected: the watch works in its own time. */
export const untilInbox = (page: Page, look: () => Promise<void>) =>
  expect(async () => {
    await page.goto("/reviews")
    await look()
  }).toPass({ timeout: 60_000 })

/** The inbox's way to the backlog, with its count. */
export const backlogLink = (page: Page) =>
  page.getByRole("navigation", { name: "Queues" }).getByRole("link", { name: /^Backlog/ })

/** Waits until the watch has found what stood before, and opens that backlog. */
export async function openBacklog(page: Page): Promise<void> {
  const link = backlogLink(page)
  await untilInbox(page, () => expect(link).toHaveText(/^Backlog[1-9]\d*$/, { timeout: 2_000 }))
  await link.click()
  await page.waitForURL("**/reviews/backlog")
}

/** Waits for the item that the watch makes of a text on somebody, and opens it. */
export async function openFoundText(page: Page, name: string, text: string): Promise<void> {
  const row = page
    .locator("#main li")
    .filter({ hasText: name })
    .filter({ hasText: "Already in GHL, unreviewed" })
  await untilInbox(page, () => expect(row).toHaveCount(1, { timeout: 4_000 }))
  await row.getByRole("link").click()
  await expect(page.getByLabel(/^Summary/)).toHaveValue(text)
}
