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

/** Takes over the draft that a page shows, and says yes to it. */
export async function takeOver(page: Page) {
  await page.getByRole("button", { name: "Take over" }).click()
  const question = page.getByRole("alertdialog")
  await question.getByRole("button", { name: "Take over", exact: true }).click()
  await expect(summaryOf(page)).toBeEditable()
}

/** Another person at another machine, who looks at `path`. */
export async function colleague(browser: Browser, baseURL: string | undefined, path = "/reviews") {
  const context = await browser.newContext({ baseURL, viewport: { width: 1440, height: 900 } })
  const page = await context.newPage()
  await signIn(page, "admin", path)
  return { page, close: () => context.close() }
}
