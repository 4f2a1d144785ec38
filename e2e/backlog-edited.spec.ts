import { testWith } from "./support/desk-with.ts"
import { expect, expectAccessible, signIn } from "./support/test.ts"
import { backlogLink, openBacklog } from "./support/watch.ts"

const test = testWith({ WATCH_SECONDS: "1" })

test("a text of the backlog that a colleague corrected says so, and accepting all leaves it", async ({
  page,
  browser,
  baseURL,
}) => {
  test.setTimeout(180_000)
  await signIn(page, "coordinator", "/reviews")
  await openBacklog(page)
  const id = (await page.locator("#main ul > li").first().getAttribute("id")) ?? ""
  const row = page.locator(`[id="${id}"]`)
  const box = row.getByRole("checkbox", { name: /^Pick the text of/ })
  const total = Number((await backlogLink(page).textContent())?.match(/\d+/)?.[0])
  await box.check()
  await expect(page.getByText("1 picked")).toBeVisible()

  // Somebody corrects it meanwhile, and leaves.
  const context = await browser.newContext({ baseURL })
  const other = await context.newPage()
  await signIn(other, "admin", `/reviews/${id}`)
  const summary = other.getByLabel(/^Summary/)
  await expect(summary).toBeEditable()
  const found = await summary.inputValue()
  await summary.fill(`${found} Corrected.`)
  await expect(other.getByText("Your edits are saved")).toBeVisible()
  await other.getByRole("link", { name: "Contacts" }).first().click()
  await other.waitForURL(/\/contacts$/)
  await expect
    .poll(async () => (await (await page.request.get(`/api/reviews/${id}/state`)).json()).claim)
    .toBeNull()
  await context.close()

  // The page was read before it was edited: the server leaves it, and says so.
  await page.getByRole("button", { name: "Accept picked" }).click()
  const dialog = page.getByRole("alertdialog")
  await dialog.getByRole("button", { name: "Accept 1 text" }).click()
  await expect(page.getByText(/^0 texts accepted\..* 1 was left: .*edited here/)).toBeVisible()
  await expect(row.getByText("Edited by Dana Whitfield")).toBeVisible()
  await expect(row.getByText(/What Dana Whitfield made of it stands in its review/)).toBeVisible()
  await expect(row).not.toContainText("Corrected.")
  await expect(box).toBeDisabled()
  await expect(page.getByText(/One of them was edited here since/)).toBeVisible()
  for (const width of [390, 1440]) {
    await page.setViewportSize({ width, height: 900 })
    await expectAccessible(page)
    const sideways = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    )
    expect(sideways).toBeLessThanOrEqual(0)
  }

  await page.getByRole("button", { name: `Accept all ${total - 1}` }).click()
  await expect(dialog).toContainText("Those that were edited here")
  await dialog.getByRole("button", { name: `Accept ${total - 1} texts` }).click()
  await expect(page.getByText(new RegExp(`^${total - 1} texts accepted`))).toBeVisible()
  await expect(page.getByText(/It was edited here since/)).toBeVisible()
  await expect(page.getByRole("button", { name: /^Accept all/ })).toHaveCount(0)
  await row.getByRole("link", { name: /^Review/ }).click()
  await expect(page.getByLabel(/^Summary/)).toHaveValue(`${found} Corrected.`)
})
