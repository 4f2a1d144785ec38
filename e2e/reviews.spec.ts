import { approve, postExample, writeBack } from "./support/review.ts"
import { expect, expectAccessible, signIn, test } from "./support/test.ts"

test.beforeEach(({ page }) => signIn(page, "coordinator", "/reviews"))

test("a wrong number is caught against the markers, mended, and the diff shows it", async ({
  desk,
  page,
}) => {
  const { id, body } = await postExample(desk, 1)
  await page.goto(`/reviews/${id}`)
  const wrong = body.source.biomarkers[1]
  if (!wrong) throw new Error("no marker")
  await expect(page.getByRole("row", { name: new RegExp(wrong.name) })).toContainText(
    String(wrong.value),
  )
  const analysis = page.getByLabel("Full analysis, for the note")
  const said = (await analysis.inputValue()).match(new RegExp(`${wrong.name}: ([\\d.]+)`))?.[1]
  expect(said).not.toBe(String(wrong.value))
  await analysis.fill(
    (await analysis.inputValue()).replace(
      `${wrong.name}: ${said}`,
      `${wrong.name}: ${wrong.value}`,
    ),
  )
  await page.getByRole("tab", { name: "Your edits" }).click()
  await expect(
    page
      .getByRole("deletion")
      .filter({ hasText: String(said) })
      .first(),
  ).toBeVisible()
  await expect(
    page
      .getByRole("insertion")
      .filter({ hasText: String(wrong.value) })
      .first(),
  ).toBeVisible()
  await expect(page.getByText("Your edits are saved")).toBeVisible()
  await page.reload()
  await expect(analysis).toHaveValue(new RegExp(`${wrong.name}: ${wrong.value} `))
})

test("an edit is kept on the way out by a link, and when the answer to its save got lost", async ({
  desk,
  page,
}) => {
  const { id } = await postExample(desk, 4)
  await page.goto(`/reviews/${id}`)
  const summary = page.getByLabel("Summary, for the call notes")
  await summary.fill("Typed, and gone to the list at once.")
  await page.getByRole("link", { name: "Contacts" }).first().click()
  await page.waitForURL(/\/contacts$/)
  await expect(async () => {
    await page.goto(`/reviews/${id}`)
    await expect(summary).toHaveValue("Typed, and gone to the list at once.", { timeout: 3_000 })
  }).toPass()

  await page.route(`**/reviews/${id}`, async (route) => {
    await route.fetch()
    await route.abort()
  })
  await summary.fill("Stored, but the answer got lost.")
  await expect(page.getByText("Your text could not be saved. It is still here.")).toBeVisible()
  await page.unroute(`**/reviews/${id}`)
  await summary.fill("Stored, but the answer got lost. And on.")
  await expect(page.getByText("Your edits are saved")).toBeVisible()
  await page.reload()
  await expect(summary).toHaveValue("Stored, but the answer got lost. And on.")
})

test("words that were typed and taken back stay away when the answer to their save got lost", async ({
  desk,
  page,
}) => {
  const { id } = await postExample(desk, 4)
  await page.goto(`/reviews/${id}`)
  const summary = page.getByLabel("Summary, for the call notes")
  await summary.fill("Kept as it is.")
  const saved = page.getByText("Your edits are saved")
  await expect(saved).toBeVisible()

  await page.route(`**/reviews/${id}`, async (route) => {
    if (!route.request().postData()?.includes("Taken back.")) return route.fallback()
    await route.fetch()
    await route.abort()
  })
  await summary.fill("Kept as it is. Taken back.")
  await expect(page.getByText("Your text could not be saved. It is still here.")).toBeVisible()
  await summary.fill("Kept as it is.")
  await expect(saved).toBeVisible()
  await expect(summary).toHaveValue("Kept as it is.")
  await page.reload()
  await expect(summary).toHaveValue("Kept as it is.")
})

test("another client's draft cannot be approved; rejecting it writes nothing", async ({
  desk,
  page,
}) => {
  const { id } = await postExample(desk, 3)
  await page.goto(`/reviews/${id}`)
  await expect(
    page.getByRole("heading", { name: "This draft is about another client" }),
  ).toBeVisible()
  const wrong = [
    "The draft's lab platform user id belongs to another client.",
    "The draft's document does not hang on this contact.",
  ]
  for (const words of wrong) await expect(page.getByText(words, { exact: true })).toBeVisible()
  await expect(
    page.getByText(`This draft is about another client. ${wrong.join(" ")}`, { exact: true }),
  ).toBeVisible()
  await expect(page.getByRole("button", { name: "Approve", exact: true })).toBeDisabled()
  await page.getByRole("button", { name: "Reject" }).click()
  await expectAccessible(page)
  const dialog = page.getByRole("dialog", { name: "Reject this draft?" })
  await expect(dialog.getByRole("button", { name: "Reject draft" })).toBeDisabled()
  await dialog.getByRole("radio", { name: "Another reason" }).check()
  await expect(dialog.getByRole("button", { name: "Reject draft" })).toBeDisabled()
  await dialog.getByLabel("In your words").fill("It was written from another client's report.")
  await dialog.getByRole("button", { name: "Reject draft" }).click()
  await expect(page.getByText(/Rejected by Robin Hale/)).toBeVisible()
  await expect(page.getByText("Another reason")).toBeVisible()
  await expect(page.getByText("It was written from another client's report.")).toBeVisible()
  const writes = (await desk.control.journal()).filter((entry) => entry.effects.length > 0)
  expect(writes).toEqual([])
  await page.goto("/reviews?queue=rejected")
  await expect(page.getByRole("link", { name: /rejected by Robin Hale/ }).first()).toBeVisible()
})

test("a held approval is cancelled, and the draft waits again", async ({ desk, page }) => {
  const { id } = await postExample(desk, 5)
  await desk.whileHeldLong(async () => {
    await page.goto(`/reviews/${id}`)
    await approve(page)
    await page.getByRole("button", { name: "Cancel" }).click()
    await expect(page.getByRole("button", { name: "Approve", exact: true })).toBeEnabled()
    expect((await desk.control.journal()).filter((entry) => entry.effects.length > 0)).toEqual([])
  }, 50)
  await page.goto(`/reviews/${id}`)
  await approve(page)
  await expect(writeBack(page, "Saved")).toBeVisible({ timeout: 20_000 })
})

test("others' text is kept by default, and replaced when that is chosen", async ({
  desk,
  page,
}) => {
  const { id, body } = await postExample(desk, 0)
  await desk.control.editAsSomeoneElse(body.contactId, {
    fields: { "contact.call_notes": "A coordinator's own words." },
  })
  await page.goto(`/reviews/${id}`)
  const preview = page
    .getByRole("listitem")
    .filter({ has: page.getByRole("heading", { name: "1. Call notes" }) })
  await expect(preview).toContainText("A coordinator's own words.")
  await page.getByRole("radio", { name: "Replace it" }).check()
  await expect(preview).not.toContainText("A coordinator's own words.")
  await page.getByRole("tab", { name: "Against the call notes" }).click()
  await expect(page.getByRole("deletion").first()).toBeVisible()
})

test("GHL down: the draft still shows, and says why nothing can be approved", async ({
  desk,
  page,
}) => {
  const { id } = await postExample(desk, 2)
  await desk.control.addFault({ kind: "html", status: 502, path: "/contacts/", count: 100 })
  await page.goto(`/reviews/${id}`)
  await expect(page.getByText("GoHighLevel is having trouble.")).toBeVisible({ timeout: 30_000 })
  await expect(page.getByLabel("Summary, for the call notes")).not.toBeEmpty()
  await expect(page.getByRole("button", { name: "Approve", exact: true })).toBeDisabled()
  await desk.control.clearFaults()
  await page.getByRole("button", { name: "Try again" }).click()
  await expect(page.getByRole("button", { name: "Approve", exact: true })).toBeEnabled({
    timeout: 30_000,
  })
})
