import { answerApproval, approve, postExample, writeBack } from "./support/review.ts"
import { expect, expectAccessible, signIn, test } from "./support/test.ts"

test.beforeEach(({ page }) => signIn(page, "coordinator", "/reviews"))

test("a colleague edits the call notes while the page is open: it says so before the approval", async ({
  desk,
  page,
}) => {
  const { id, body } = await postExample(desk, 0)
  await page.clock.install()
  await page.goto(`/reviews/${id}`)
  const summary = page.getByLabel("Summary, for the call notes")
  await expect(summary).toBeEditable()
  await summary.press("ControlOrMeta+End")
  await summary.pressSequentially(" She walks daily.")
  await page.clock.runFor(2_000)
  await expect(page.getByText("Your edits are saved")).toBeVisible()

  await desk.control.editAsSomeoneElse(body.contactId, {
    fields: { "contact.call_notes": "Called her just now: she is away until May." },
  })
  const said = page.getByText("The call notes changed in GoHighLevel while this page was open.")
  await expect(said).toHaveCount(0)
  await page.clock.runFor(61_000)
  await expect(page.getByRole("status").filter({ has: said })).toBeVisible()
  const text = await summary.inputValue()
  expect(text).toMatch(/She walks daily\.$/)
  await expect(summary).toBeFocused()
  const result = page.getByRole("region", { name: "What will be written", exact: true })
  await expect(result.getByText("she is away until May")).toHaveCount(0)
  await expect(page.getByRole("button", { name: "Approve", exact: true })).toBeDisabled()
  await expectAccessible(page)

  await page.getByRole("button", { name: "Show", exact: true }).click()
  await expect(said).toHaveCount(0)
  await expect(summary).toHaveValue(text)
  await expect(result.getByText("she is away until May")).toBeVisible()
  await expect(page.getByRole("tab", { name: "Record" })).toHaveAttribute("aria-selected", "true")
  await page.clock.resume()
  await approve(page)
  await expect(writeBack(page, "Saved")).toBeVisible({ timeout: 30_000 })
  const truth = await desk.control.truth(body.contactId)
  expect(truth?.fields["contact.call_notes"]).toContain("she is away until May")
})

test("replacing was chosen for the text on the page: what a colleague wrote since is kept", async ({
  desk,
  page,
}) => {
  const { id, body } = await postExample(desk, 0)
  const write = (callNotes: string) =>
    desk.control.editAsSomeoneElse(body.contactId, {
      fields: { "contact.call_notes": callNotes },
    })
  await write("An old text, to be replaced.")
  await page.clock.install()
  await page.goto(`/reviews/${id}`)
  const result = page.getByRole("region", { name: "What will be written", exact: true })
  const replace = page.getByRole("radio", { name: "Replace it" })
  await replace.check()
  await expect(result.getByText("An old text")).toHaveCount(0)

  await write("Called her just now: she is away until May.")
  await page.clock.runFor(61_000)
  const said = page.getByText("The call notes changed in GoHighLevel while this page was open.")
  await expect(page.getByRole("status").filter({ has: said })).toBeVisible()
  await expect(replace).toBeChecked()
  await page.getByRole("button", { name: "Show", exact: true }).click()
  await expect(said).toHaveCount(0)
  await expect(replace).not.toBeChecked()
  await expect(result.getByText("she is away until May")).toBeVisible()
  await page.clock.resume()
  await approve(page)
  await expect(writeBack(page, "Saved")).toBeVisible({ timeout: 30_000 })
  const truth = await desk.control.truth(body.contactId)
  expect(truth?.fields["contact.call_notes"]).toContain("she is away until May")
})

test("what would be kept below counts as Caredesk's own by the time of the approval: the new result is shown first", async ({
  desk,
  page,
}) => {
  const { id, body } = await postExample(desk, 0)
  const stands = "Hemoglobin is well. The pipeline wrote this by itself."
  await desk.control.editAsSomeoneElse(body.contactId, {
    fields: { "contact.call_notes": stands },
  })
  await page.goto(`/reviews/${id}`)
  const summary = page.getByLabel("Summary, for the call notes")
  await expect(summary).toBeEditable()
  await summary.press("ControlOrMeta+End")
  await summary.pressSequentially(" She walks daily.")
  await expect(page.getByText("Your edits are saved")).toBeVisible()
  const result = page.getByRole("region", { name: "What will be written", exact: true })
  await expect(result.getByText(stands)).toBeVisible()

  await desk.postDraft({
    ...{ runId: `own-${id}`, contactId: body.contactId, summary: stands, analysis: "By itself." },
    source: { text: stands, documentId: "another-document" },
    model: { name: "pipeline", version: "1" },
  })
  const refused = page.getByText("What will be written has changed since it was shown")
  await page.getByRole("button", { name: "Approve", exact: true }).click()
  await answerApproval(page, () => refused.isVisible())
  await expect(result.getByText(stands)).toHaveCount(0)
  await expect(summary).toHaveValue(/She walks daily\.$/)
  await approve(page)
  await expect(writeBack(page, "Saved")).toBeVisible({ timeout: 30_000 })
  const written = (await desk.control.truth(body.contactId))?.fields["contact.call_notes"]
  expect(written).toMatch(/She walks daily\.$/)
})
