import type { Browser, Page } from "@playwright/test"
import { expect, signIn } from "./test.ts"

export const summaryOf = (page: Page) => page.getByLabel("Summary, for the call notes")
export const approveButton = (page: Page) =>
  page.getByRole("button", { name: "Approve", exact: true })
export const flags = (page: Page) => page.getByRole("list", { name: "Open flags" })

/** Opens a draft and waits until it is this person's to edit. */
export async function openDraft(page: Page, id: string) {
  await page.goto(`/reviews/${id}`)
  await expect(summaryOf(page)).toBeEditable()
}

/** Another person at another machine. */
export async function colleague(browser: Browser, baseURL: string | undefined) {
  const context = await browser.newContext({ baseURL, viewport: { width: 1440, height: 900 } })
  const page = await context.newPage()
  await signIn(page, "admin", "/reviews")
  return { page, close: () => context.close() }
}
