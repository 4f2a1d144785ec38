import { exampleDrafts } from "#lib/sandbox/example-drafts.ts"
import { pageThreeContact } from "#lib/sandbox/seed/persons-of-note.ts"
import type { Desk } from "./support/app.ts"
import { testWith } from "./support/desk-with.ts"
import { answerApproval, approve, postExample, writeBack } from "./support/review.ts"
import { expect, expectAccessible, signIn } from "./support/test.ts"
import { backlogLink, openBacklog, openFoundText, untilInbox } from "./support/watch.ts"

const test = testWith({ WATCH_SECONDS: "1" })

const effects = async (desk: Desk) =>
  (await desk.control.journal()).filter(
    ({ actor, effects }) => actor === "app" && effects.length > 0,
  )

test("the call notes that stood before are a backlog, read and accepted without a write to GHL", async ({
  desk,
  page,
}) => {
  await signIn(page, "coordinator", "/reviews")
  await openBacklog(page)
  const boxes = page.getByRole("checkbox", { name: /^Pick the text of/ })
  await expect(boxes.first()).toBeVisible()
  for (const width of [390, 1440]) {
    await page.setViewportSize({ width, height: 900 })
    await expectAccessible(page)
    const sideways = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    )
    expect(sideways).toBeLessThanOrEqual(0)
  }

  await boxes.first().check()
  await page.keyboard.press("j")
  await page.keyboard.press("j")
  await page.keyboard.press("x")
  await expect(page.getByText("2 picked")).toBeVisible()
  await page.keyboard.press("a")
  const dialog = page.getByRole("alertdialog", { name: "Accept 2 texts as they stand?" })
  await expect(dialog).toContainText("Nothing is written to GoHighLevel.")
  await expectAccessible(page)
  await dialog.getByRole("button", { name: "Accept 2 texts" }).click()
  await expect(
    page.getByText("2 texts accepted. Nothing was written to GoHighLevel."),
  ).toBeVisible()
  await expect(page.getByText("2 picked")).toBeHidden()

  await page.getByRole("button", { name: /^Accept all \d+$/ }).click()
  await page
    .getByRole("alertdialog")
    .getByRole("button", { name: /^Accept \d+ texts$/ })
    .click()
  await expect(page.getByText("Nothing is left of the backlog")).toBeVisible()
  await untilInbox(page, () => expect(backlogLink(page)).toHaveText("Backlog0", { timeout: 2_000 }))
  expect(await effects(desk)).toEqual([])
})

test("statistics tell accepted texts from decisions", async ({ page }) => {
  await signIn(page, "admin", "/reviews")
  await page.getByRole("link", { name: "Statistics" }).click()
  await page.waitForURL("**/reviews/statistics")
  const reviewers = page.getByRole("region", { name: /By reviewer/ })
  const row = reviewers.getByRole("row", { name: /Robin Hale/ })
  await expect(row.getByRole("cell").first()).toHaveText(/^0\+ (\d+) accepted\1 of these in bulk$/)
  const models = page.getByRole("region", { name: /By model version/ })
  await expect(models.getByRole("row", { name: /Text found in GoHighLevel/ })).toBeVisible()
  await expectAccessible(page)
  await page.setViewportSize({ width: 390, height: 844 })
  await expect(reviewers.getByRole("heading", { name: "Robin Hale" })).toBeVisible()
  await expectAccessible(page)
})

test("text that the pipeline writes past Caredesk becomes one item, and goes when it is gone", async ({
  desk,
  page,
}) => {
  const { id, name } = pageThreeContact()
  const write = (text: string | null) =>
    desk.control.editAsSomeoneElse(id, { fields: { "contact.call_notes": text } })
  await signIn(page, "coordinator", "/reviews")
  const rows = page.locator("#main").getByRole("link", { name: new RegExp(name) })

  await write("Ferritin is 12 ng/mL, below the range.")
  await untilInbox(page, () => expect(rows).toHaveCount(1, { timeout: 2_000 }))
  const first = await rows.getAttribute("href")

  await write("Ferritin is 21 ng/mL, below the range.")
  await untilInbox(page, async () => {
    await expect(rows).toHaveCount(1, { timeout: 2_000 })
    expect(await rows.getAttribute("href")).not.toBe(first)
  })
  // Known by its address: a row stands in the list before its name does.
  const second = page.locator(`#main a[href="${await rows.getAttribute("href")}"]`)
  await rows.click()
  await expect(page.getByRole("heading", { name: "Review", exact: true })).toBeVisible()
  const found = page.getByRole("region", { name: "Unreviewed text is already in GHL" })
  await expect(found).toContainText("Nobody approved it in Caredesk.")
  await expect(found.getByRole("deletion")).toHaveText("12")
  await expect(found.getByRole("insertion")).toHaveText("21")
  await found.getByRole("tab", { name: "Before" }).click()
  await expect(found.getByText("Ferritin is 12 ng/mL, below the range.")).toBeVisible()
  await found.getByRole("tab", { name: "Now" }).click()
  await expect(found.getByText("Ferritin is 21 ng/mL, below the range.")).toBeVisible()
  await expectAccessible(page)

  await write(null)
  await untilInbox(page, () => expect(second).toHaveCount(0, { timeout: 2_000 }))
  await page.goto("/reviews?queue=superseded")
  const superseded = page.locator("#main li").filter({ hasText: name })
  await expect(superseded.filter({ hasText: "another text took its place" }).first()).toBeVisible()
  await expect(superseded.filter({ hasText: "gone from GHL" })).toHaveCount(1)
  expect(await effects(desk)).toEqual([])
})

test("text that stands already is accepted with a step of the lifecycle and a note, and stays untouched", async ({
  desk,
  page,
}) => {
  const contactId = exampleDrafts()[2]?.contactId ?? ""
  const text = "Vitamin B12 is 190 pg/mL. Written past Caredesk."
  await signIn(page, "coordinator", "/reviews")
  const { firstName, lastName } = (await desk.control.truth(contactId))?.contact ?? {}
  await desk.control.editAsSomeoneElse(contactId, { fields: { "contact.call_notes": text } })
  await openFoundText(page, `${firstName} ${lastName}`, text)

  const before = await effects(desk)
  await page.getByRole("checkbox", { name: "Move the client on in the lifecycle" }).check()
  await page.getByLabel(/^Note, if you want/).fill("Read, and told the client on the phone.")
  const result = page.getByRole("region", { name: "What will be written", exact: true })
  await expect(result).toContainText("They stay as they stand.")
  await page.getByRole("button", { name: "Approve", exact: true }).click()
  await answerApproval(page, () => page.getByText(/Approved .*by Robin Hale/).isVisible())
  await expect(writeBack(page, "Saved")).toBeVisible({ timeout: 30_000 })
  const written = (await effects(desk)).slice(before.length)
  expect(written.map(({ method }) => method)).not.toContain("PUT")
  expect(written.map(({ path }) => path)).toContainEqual(expect.stringMatching(/\/notes$/))
  expect(written.map(({ path }) => path)).toContainEqual(expect.stringMatching(/\/tags$/))
  const truth = await desk.control.truth(contactId)
  expect(truth?.fields["contact.call_notes"]).toBe(text)
})

test("unread text that is kept below an approval still waits to be read, and accepting it writes nothing", async ({
  desk,
  page,
}) => {
  const { id, body } = await postExample(desk, 0)
  const unread = "Vitamin D is 14 ng/mL, which nobody has read."
  await signIn(page, "coordinator", "/reviews")
  await desk.control.editAsSomeoneElse(body.contactId, {
    fields: { "contact.call_notes": unread },
  })
  const inGhl = page.locator("#main").getByRole("link", { name: /Already in GHL, unreviewed/ })
  await untilInbox(page, () => expect(inGhl).toHaveCount(1, { timeout: 2_000 }))
  const item = await inGhl.getAttribute("href")

  await page.goto(`/reviews/${id}`)
  await approve(page)
  await expect(writeBack(page, "Saved")).toBeVisible({ timeout: 30_000 })
  const truth = await desk.control.truth(body.contactId)
  expect(truth?.fields["contact.call_notes"]).toContain(unread)

  // The watch has looked again since: a text written after ours has become an item.
  const other = pageThreeContact()
  await desk.control.editAsSomeoneElse(other.id, {
    fields: { "contact.call_notes": "A later text, seen by a later look." },
  })
  await untilInbox(page, () => expect(inGhl).toHaveCount(2, { timeout: 2_000 }))
  const before = await effects(desk)
  await page.locator(`#main a[href="${item}"]`).click()
  await expect(page.getByLabel(/^Summary/)).toHaveValue(unread)
  await page.getByRole("button", { name: "Approve", exact: true }).click()
  await answerApproval(page, () => page.getByText(/Approved .*by Robin Hale/).isVisible())
  await untilInbox(page, () =>
    expect(page.locator(`#main a[href="${item}"]`)).toHaveCount(0, { timeout: 2_000 }),
  )
  expect(await effects(desk)).toEqual(before)
})
