import { testWith } from "./support/desk-with.ts"
import { expect, expectAccessible, signIn } from "./support/test.ts"
import { openBacklog } from "./support/watch.ts"

const test = testWith({ WATCH_SECONDS: "1" })

const SCOPE = "locations/customFields.readonly"

test("without the custom fields' names nothing of the backlog can be accepted, which is said where one would", async ({
  desk,
  page,
}) => {
  test.setTimeout(240_000)
  await signIn(page, "admin", "/reviews")
  await openBacklog(page)
  const first = page.getByRole("checkbox", { name: /^Pick the text of/ }).first()
  const picked = page.getByRole("button", { name: "Accept picked" })
  const all = page.getByRole("button", { name: /^Accept all \d+$/ })
  const reason = page.getByRole("alert").filter({ hasText: "Nothing can be accepted now" })
  await first.check()
  await expect(picked).toBeEnabled()
  await expect(all).toBeEnabled()

  // What a process has read of the fields it keeps for some minutes: it begins anew without them.
  await desk.stop()
  await desk.control.settings({ revokedScopes: [SCOPE] })
  await desk.start()
  await picked.click()
  const dialog = page.getByRole("alertdialog")
  await dialog.getByRole("button", { name: "Accept 1 text" }).click()
  await expect(dialog).toBeHidden()
  await expect(reason).toContainText(SCOPE)
  await expect(picked).toBeDisabled()
  await expect(all).toBeDisabled()

  await page.goto("/reviews/backlog")
  await expect(reason).toContainText(SCOPE)
  await first.check()
  await expect(page.getByText("1 picked")).toBeVisible()
  await expect(picked).toBeDisabled()
  await expect(all).toBeDisabled()
  await page.keyboard.press("a")
  await expect(dialog).toHaveCount(0)
  await expectAccessible(page)

  // Who looks at the connection need not wait until the refusal is half a minute old.
  await desk.control.settings({ revokedScopes: [] })
  const connection = await page.context().newPage()
  await connection.goto("/connection")
  await expect(
    connection
      .getByRole("region", { name: "What the token may do" })
      .getByRole("listitem")
      .filter({ hasText: "Custom field definitions" }),
  ).toContainText("Granted")
  await connection.close()
  await reason.getByRole("button", { name: "Try again" }).click()
  await expect(reason).toBeHidden()
  await picked.click()
  await dialog.getByRole("button", { name: "Accept 1 text" }).click()
  await expect(page.getByText("1 text accepted. Nothing was written to GoHighLevel.")).toBeVisible()
})
