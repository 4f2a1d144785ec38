import { pageThreeContact } from "#lib/sandbox/seed/persons-of-note.ts"
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

test("without the right to write, what writes is closed with the reason, and opens once a write works", async ({
  page,
  desk,
}) => {
  await signIn(page)
  const { id } = pageThreeContact()
  await page.goto(`/contacts/${id}`)
  await desk.control.settings({ revokedScopes: ["contacts.write"] })
  await page.getByRole("combobox", { name: "Add tag" }).fill("kept-for-later")
  await page.getByRole("option", { name: /kept-for-later/ }).click()
  const banner = page.getByRole("alert").filter({ hasText: "lets Caredesk read, but not write" })
  await expect(banner).toBeVisible()
  for (const section of ["tags", "call-notes", "due-next"]) {
    await expect(page.locator(`#${section}`)).toContainText("lacks the scope contacts.write")
  }
  await expect(page.getByRole("button", { name: "Edit call notes" })).toBeDisabled()
  await expect(page.getByRole("button", { name: "Add follow-up" })).toBeDisabled()
  await expect(page.getByRole("button", { name: "Lifecycle step" })).toBeDisabled()
  await expect(page.getByRole("combobox", { name: "Add tag" })).toBeDisabled()
  await expectAccessible(page)

  await desk.control.settings({ revokedScopes: [] })
  await page.goto("/changes")
  await page.getByRole("button", { name: "Try again" }).click()
  await expect(banner).toBeHidden()
  await page.goto(`/contacts/${id}`)
  await expect(page.getByRole("button", { name: "Edit call notes" })).toBeEnabled()
  await expect(page.getByRole("button", { name: "Remove tag kept-for-later" })).toBeVisible()
})
