import type { Locator, Page } from "@playwright/test"

const VIEWS = [
  ["light", 1440],
  ["dark", 1440],
  ["light", 390],
  ["dark", 390],
] as const

/** Pictures of a part of a page for a person to look at, wide and narrow, light and dark, where `PICTURES` names a folder. */
export async function pictures(page: Page, name: string, part: Locator): Promise<void> {
  const folder = process.env.PICTURES
  if (!folder) return
  for (const [scheme, width] of VIEWS) {
    await page.emulateMedia({ colorScheme: scheme })
    await page.setViewportSize({ width, height: 900 })
    await part.scrollIntoViewIfNeeded()
    await page.screenshot({ path: `${folder}/${name}-${width}-${scheme}.png` })
  }
  await page.emulateMedia({ colorScheme: "light" })
  await page.setViewportSize({ width: 1440, height: 900 })
}
