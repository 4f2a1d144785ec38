import { postExample } from "./support/review.ts"
import { expect, expectAccessible, signIn, test } from "./support/test.ts"

test("the draft and its evidence stand at once while GoHighLevel is slow, then down; approving waits for the record", async ({
  desk,
  page,
}) => {
  await signIn(page, "coordinator", "/reviews")
  const { id, body } = await postExample(desk, 0)
  const contact = `/contacts/${body.contactId}$`
  await desk.control.addFault({ kind: "status", status: 500, path: contact, count: 100_000 })
  // The record stays on its way until this test lets it come.
  let letCome = () => {}
  const held = new Promise<void>((resolve) => {
    letCome = resolve
  })
  await page.route("**/api/reviews/*/contact*", async (route) => {
    await held
    await route.continue()
  })
  await page.goto(`/reviews/${id}`)

  const summary = page.getByLabel("Summary, for the call notes")
  const approve = page.getByRole("button", { name: "Approve", exact: true })
  const result = page.getByRole("region", { name: "What will be written", exact: true })
  const marker = body.source.biomarkers[0]?.name ?? ""
  await expect(summary).toBeEditable()
  await expect(summary).toHaveValue(body.summary)
  await expect(page.getByRole("row", { name: new RegExp(marker) })).toBeVisible()
  await expect(page.getByText("The client’s record is being read from GoHighLevel.")).toBeVisible()
  await expect(page.getByText("The client’s record is not here yet")).toBeVisible()
  await expect(approve).toBeDisabled()
  await expect(result).toContainText("Not known yet")
  await expect(result).toContainText("bloodwork_completed")
  await expectAccessible(page)
  await page.getByRole("tab", { name: "Record" }).click()
  await expect(page.getByText("The record is being read.")).toBeAttached()
  await summary.press("ControlOrMeta+End")
  await summary.pressSequentially(" She walks daily.")
  await expect(page.getByText("Your edits are saved")).toBeVisible()

  letCome()
  const trouble = page.getByRole("alert").filter({ hasText: "GoHighLevel is having trouble." })
  await expect(trouble).toContainText("Trace id for GoHighLevel’s support", { timeout: 45_000 })
  await expect(
    page.getByText("The contact cannot be read, so nothing can be approved."),
  ).toBeVisible()
  await expect(approve).toBeDisabled()
  await expect(result).toContainText("Not known")
  await expect(summary).toHaveValue(/She walks daily\.$/)
  await expectAccessible(page)

  await desk.control.clearFaults()
  await trouble.getByRole("button", { name: "Try again" }).click()
  await expect(trouble).toHaveCount(0)
  await expect(page.getByRole("heading", { name: "Right client?" })).toBeVisible()
  await expect(approve).toBeEnabled()
  await expect(result).not.toContainText("Not known")
  await expect(result).toContainText("She walks daily.")
  await expect(summary).toHaveValue(/She walks daily\.$/)
})
