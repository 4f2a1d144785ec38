import type { Page } from "@playwright/test"
import { testWith } from "./support/desk-with.ts"
import { expect, expectAccessible, signIn } from "./support/test.ts"

const test = testWith({ WATCH_SECONDS: "1" })

/** Set while somebody looks at the pictures. */
const folder = process.env.PICTURES

async function looksWell(page: Page, name: string) {
  for (const width of [390, 1440]) {
    await page.setViewportSize({ width, height: 900 })
    await expectAccessible(page)
    for (const colorScheme of folder ? (["light", "dark"] as const) : []) {
      await page.emulateMedia({ colorScheme })
      await page.screenshot({
        path: `${folder}/${name}-${width}-${colorScheme}.png`,
        fullPage: true,
      })
    }
    const sideways = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    )
    expect(sideways).toBeLessThanOrEqual(0)
  }
}

test("the inbox and the connection page say when Caredesk last looked, and since when it does not and why", async ({
  desk,
  page,
}) => {
  await signIn(page, "admin", "/reviews")
  const main = page.locator("#main")
  await expect(main).toContainText(/Last looked for unread text in GoHighLevel at \d/, {
    timeout: 60_000,
  })
  await expect(main).toContainText("Nothing waits for a review")
  await looksWell(page, "looked")

  await desk.control.addFault({
    kind: "html",
    status: 502,
    path: "/contacts/search",
    count: 10_000,
  })
  const since =
    /Caredesk has not looked for unread text in GoHighLevel since \d.*GoHighLevel is having trouble\./
  // The page is open all the time: it learns by itself.
  await expect(main.getByRole("status").filter({ hasText: since })).toBeVisible({ timeout: 60_000 })
  await expect(main).toContainText("Nothing that Caredesk knows of waits for a review")
  await looksWell(page, "standing")

  await page.goto("/connection")
  const section = page.getByRole("region", { name: "Unread text" })
  await expect(section).toContainText(since)
  await expect(section).toContainText("Caredesk goes on trying by itself.")
  await looksWell(page, "connection")

  await desk.control.clearFaults()
  await expect(async () => {
    await page.goto("/connection")
    await expect(section).toContainText(/Last looked .* at \d/, { timeout: 2_000 })
  }).toPass({ timeout: 60_000 })
  await page.goto("/reviews")
  await expect(main).toContainText("Nothing waits for a review")
})
