import { postExample } from "./support/review.ts"
import { expect, expectAccessible, signIn, test } from "./support/test.ts"

test("a draft that its reviewer decided in another tab says so, and when", async ({
  desk,
  page,
}) => {
  await signIn(page, "coordinator", "/reviews")
  const { id } = await postExample(desk, 0)
  await page.goto(`/reviews/${id}`)
  await expect(page.getByLabel("Summary, for the call notes")).toBeEditable()
  const other = await page.context().newPage()
  await other.goto(`/reviews/${id}`)
  await expect(other.getByLabel("Summary, for the call notes")).toBeEditable()

  await other.getByRole("button", { name: "Reject", exact: true }).click()
  const dialog = other.getByRole("dialog")
  await dialog.getByRole("radio").first().check()
  await dialog.getByRole("button", { name: "Reject draft" }).click()
  await expect(other.getByText(/^Rejected by/)).toBeVisible()

  await page.bringToFront()
  await expect(page.getByText(/You rejected this draft on \w+ \d+, \d{4}, \d+:\d\d/)).toBeVisible({
    timeout: 45_000,
  })
  await expectAccessible(page)
  await page.getByRole("button", { name: "Show the decision" }).click()
  await expect(page.getByText(/^Rejected by/)).toBeVisible()
})
