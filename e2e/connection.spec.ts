import { expect, expectAccessible, signIn, test } from "./support/test.ts"

test("an administrator sees what the token may do, and which scope is missing", async ({
  page,
  desk,
}) => {
  await desk.control.settings({ revokedScopes: ["locations/customFields.readonly"] })
  await signIn(page, "admin", "/connection")
  const token = page.getByRole("region", { name: "What the token may do" })
  const row = (name: string) => token.getByRole("listitem").filter({ hasText: name })
  await expect(row("Custom field definitions")).toContainText("Missing")
  await expect(row("Custom field definitions")).toContainText("none can be edited")
  for (const name of ["List of contacts", "Notes", "Tasks", "Appointments"]) {
    await expect(row(name).first()).toContainText("Granted")
  }
  await expect(page.getByText(/by Caredesk$/)).toBeVisible()
  await expectAccessible(page)
  expect((await desk.control.journal()).flatMap(({ effects }) => effects)).toEqual([])
})

test("a coordinator does not reach the connection page", async ({ page }) => {
  await signIn(page)
  await expect(page.getByRole("link", { name: "Connection" })).toHaveCount(0)
  expect((await page.goto("/connection"))?.status()).toBe(403)
})

test("everybody is told within a minute that the token is refused, and when it is taken again", async ({
  page,
  desk,
}) => {
  test.setTimeout(180_000)
  await signIn(page)
  await expect(page.getByRole("row").nth(1)).toBeVisible()
  await desk.control.settings({ tokenRevoked: true })
  const banner = page.getByRole("alert").filter({ hasText: "refuses Caredesk’s access token" })
  await expect(banner).toBeVisible({ timeout: 60_000 })
  await expectAccessible(page)
  await desk.control.settings({ tokenRevoked: false })
  await expect(banner).toBeHidden({ timeout: 60_000 })
})
