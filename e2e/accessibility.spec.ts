import { labReports } from "#lib/sandbox/seed/labs.ts"
import { approve, postExample, writeBack } from "./support/review.ts"
import { expect, expectAccessible, signIn, test } from "./support/test.ts"

const contactId = labReports().find((report) => report.awaitingReview)?.contactId ?? ""

// Two dozen looks, each in light and in dark.
test.describe.configure({ timeout: 360_000 })

for (const width of [1440, 390]) {
  test(`axe finds nothing on any page, light or dark, at ${width} px, and none scrolls sideways`, async ({
    desk,
    page,
  }) => {
    await page.setViewportSize({ width, height: 900 })
    const look = async () => {
      await expectAccessible(page)
      const sideways = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      )
      expect(sideways, page.url()).toBeLessThanOrEqual(0)
    }
    await page.goto("/login")
    await look()
    await page.goto("/setup?token=used")
    await look()
    await signIn(page, "admin")
    await expect(page.locator("#main").getByText("of 51")).toBeVisible()
    await look()
    const { id } = await postExample(desk, 0)
    const { id: wrong } = await postExample(desk, 3)
    for (const path of [
      `/contacts/${contactId}`,
      "/reviews",
      "/reviews?queue=rejected",
      "/reviews/backlog",
      "/reviews/settings",
      "/reviews/statistics",
      `/reviews/${wrong}`,
      "/changes",
      "/changes/drift",
      "/audit",
      "/connection",
      "/nowhere",
      "/contacts/gone",
    ]) {
      await page.goto(path)
      await page.waitForLoadState("networkidle")
      await look()
    }
    await page.goto(`/reviews/${id}`)
    await approve(page)
    await expect(writeBack(page, "Saved")).toBeVisible({ timeout: 30_000 })
    await look()
    await page.getByRole("button", { name: "Sign out" }).first().click()
    await page.waitForURL(/login/)
    await signIn(page, "coordinator", "/reviews")
    await page.goto("/audit")
    await look()
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible()
  })
}
