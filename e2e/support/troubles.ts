import type { Page } from "@playwright/test"

/** Errors the page threw, a script in a value that ran among them. */
export function troubles(page: Page): string[] {
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
