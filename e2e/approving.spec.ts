import type { Locator, Page } from "@playwright/test"
import { Desk } from "./support/app.ts"
import { pictures } from "./support/pictures.ts"
import { answerApproval, approve, postExample, writeBack } from "./support/review.ts"
import { expect, expectAccessible, signIn, test } from "./support/test.ts"
import { approveButton, flags, openDraft, summaryOf } from "./support/workspace.ts"

/** Some part of both lies in the same place. */
async function overlap(one: Locator, other: Locator): Promise<boolean> {
  const [a, b] = await Promise.all([one.boundingBox(), other.boundingBox()])
  if (!a || !b) throw new Error("not drawn")
  const apart =
    a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y
  return !apart
}

test.beforeEach(({ page }) => signIn(page, "coordinator", "/reviews"))

test("open contradictions need a typed reason, and a hasty approval is asked about once", async ({
  desk,
  page,
}) => {
  const { id } = await postExample(desk, 4)
  await openDraft(page, id)
  // On a phone the evidence lies above the draft: what lights up in it there was not looked at.
  await page.setViewportSize({ width: 390, height: 844 })
  await expect(flags(page).getByRole("listitem").first()).toBeVisible()
  await page.getByRole("button", { name: "Next flag (n)" }).click()
  await page.setViewportSize({ width: 1440, height: 900 })
  await approveButton(page).click()
  const dialog = page.getByRole("alertdialog")
  await expect(dialog.getByText(/The sources contradict/)).toBeVisible()
  await expectAccessible(page)
  const yes = dialog.getByRole("button", { name: "Approve and write" })
  await expect(yes).toBeDisabled()
  await dialog.getByLabel("Why is it right all the same?").fill("too short")
  await expect(yes).toBeDisabled()
  await dialog
    .getByLabel("Why is it right all the same?")
    .fill("The lab corrected it on the phone today.")
  await yes.click()
  await expect(page.getByRole("alertdialog", { name: "Approve it all the same?" })).toContainText(
    "You have not looked at the evidence of this draft",
  )
  expect((await desk.control.journal()).filter((entry) => entry.effects.length > 0)).toEqual([])
  await page.getByRole("button", { name: "Approve all the same" }).click()
  await expect(writeBack(page, "Saved")).toBeVisible({ timeout: 30_000 })
  // Whoever reads it later sees why it was right all the same.
  await page.reload()
  await expect(page.getByText("The lab corrected it on the phone today.")).toBeVisible()
})

test("a reason that was typed over one contradiction does not go over the next", async ({
  desk,
  page,
}) => {
  const { id, body } = await postExample(desk, 1)
  await openDraft(page, id)
  await expect(flags(page).getByRole("listitem").first()).toBeVisible()
  const dialog = page.getByRole("alertdialog")
  const reason = dialog.getByLabel("Why is it right all the same?")
  await approveButton(page).click()
  await reason.fill("The lab phoned about this one.")
  await dialog.getByRole("button", { name: "Back" }).click()

  // The page's own check has not come back yet: it is the server that finds the second one.
  const check = `**/api/reviews/${id}/evidence`
  await page.route(check, () => {})
  const summary = summaryOf(page)
  const more = `${await summary.inputValue()} ${body.source.biomarkers[0]?.name} is 98765.`
  await summary.fill(more)
  await approveButton(page).click()
  await expect(reason).toHaveValue("The lab phoned about this one.")
  await dialog.getByRole("button", { name: "Approve and write" }).click()
  await expect(dialog.getByText(/98765/)).toBeVisible()
  await expect(reason).toHaveValue("")
  await expect(dialog.getByRole("button", { name: "Approve and write" })).toBeDisabled()
  await page.unroute(check)
  await reason.fill("The lab phoned about both of them.")
  await answerApproval(page, () =>
    page.getByRole("region", { name: /Approved summary/ }).isVisible(),
  )
})

test("a mended contradiction needs no reason, and evidence that was opened is not asked about", async ({
  desk,
  page,
}) => {
  const { id, body } = await postExample(desk, 1)
  const wrong = body.source.biomarkers[1]
  await openDraft(page, id)
  await expect(flags(page).getByRole("listitem")).not.toHaveCount(0)
  for (const label of ["Summary, for the call notes", "Full analysis, for the note"]) {
    const field = page.getByLabel(label)
    const text = await field.inputValue()
    const said = text.match(new RegExp(`${wrong?.name}(?: is|:) ([\\d.]+)`))?.[1]
    if (said)
      await field.fill(
        text
          .replaceAll(`${wrong?.name}: ${said}`, `${wrong?.name}: ${wrong?.value}`)
          .replaceAll(`${wrong?.name} is ${said}`, `${wrong?.name} is ${wrong?.value}`),
      )
  }
  await expect(page.getByText("Your edits are saved")).toBeVisible()
  await expect(page.locator('[data-verdict="contradicted"]')).toHaveCount(0)
  await page.getByRole("tab", { name: "Source text" }).click()
  await approveButton(page).click()
  await page.getByRole("alertdialog").getByRole("button", { name: "Approve and write" }).click()
  await expect(page.getByRole("alertdialog", { name: "Approve it all the same?" })).toContainText(
    "less time than it takes to read it",
  )
  await expect(page.getByRole("alertdialog")).not.toContainText("not looked at the evidence")
})

test("a draft goes back to the pipeline with instructions", async ({ desk, page }) => {
  const { id } = await postExample(desk, 2)
  await openDraft(page, id)
  await page.getByRole("button", { name: "Return" }).click()
  const dialog = page.getByRole("dialog", { name: "Return this draft to the pipeline?" })
  await expect(dialog.getByRole("button", { name: "Return draft" })).toBeDisabled()
  await dialog.getByLabel("Instructions").fill("Use the report of October.")
  await dialog.getByRole("button", { name: "Return draft" }).click()
  await expect(page.getByText(/Returned to the pipeline by Robin Hale/)).toBeVisible()
  await expect(page.getByText("Use the report of October.")).toBeVisible()
  expect((await desk.control.journal()).filter((entry) => entry.effects.length > 0)).toEqual([])
})

test("approve and next goes through the queue by keyboard, and ends in the inbox", async ({
  browser,
}) => {
  test.slow()
  const desk = await Desk.open()
  const context = await browser.newContext({ baseURL: desk.url })
  try {
    const first = await postExample(desk, 0)
    const second = await postExample(desk, 4)
    const page = await context.newPage()
    await signIn(page, "coordinator", "/reviews")
    await openDraft(page, first.id)
    // Until the record has come there is nothing that a key could approve.
    await expect(approveButton(page)).toBeEnabled()
    await page.locator("body").press("Shift+Enter")
    await answerApproval(page, async () => page.url().endsWith(second.id))
    await expect(summaryOf(page)).toBeEditable()
    await expect(page.getByText("Approved.", { exact: true })).toBeVisible()
    await expect(approveButton(page)).toBeEnabled()
    await page.locator("body").press("A")
    await answerApproval(page, async () => page.url().endsWith("/reviews"))
    await expect(page.getByText("Approved. Nothing else waits for you.")).toBeVisible()
    for (const { body } of [first, second]) {
      await expect
        .poll(async () => (await desk.control.truth(body.contactId))?.notes.length, {
          timeout: 30_000,
        })
        .toBeGreaterThan(0)
    }
  } finally {
    await context.close()
    await desk.close()
  }
})

test("an approval is cancelled on the next draft, by a notice that lies over no button", async ({
  browser,
}) => {
  test.slow()
  const desk = await Desk.open({ TAG_HOLD_SECONDS: "120" })
  const context = await browser.newContext({
    baseURL: desk.url,
    viewport: { width: 1440, height: 900 },
  })
  try {
    const first = await postExample(desk, 0)
    const second = await postExample(desk, 4)
    const page = await context.newPage()
    await signIn(page, "coordinator", "/reviews")
    await openDraft(page, first.id)
    await page.getByRole("button", { name: "Approve and next" }).click()
    await answerApproval(page, async () => page.url().endsWith(second.id))
    await expect(approveButton(page)).toBeEnabled()

    const notice = page.getByRole("region", { name: "Notifications" }).getByRole("dialog")
    await expect(notice).toContainText(/Sent in \d+ s/)
    // Drawn where it stays.
    await expect(notice).toHaveCSS("opacity", "1")
    const reject = page.getByRole("button", { name: "Reject" })
    const pressable = reject.locator("xpath=..").getByRole("button")
    const pages = page.getByRole("navigation", { name: "Main" }).getByRole("link")
    await expect(pressable).toHaveCount(4)
    await pictures(page, "approved-notice", notice)
    for (const width of [1440, 390]) {
      await page.setViewportSize({ width, height: 900 })
      for (const one of [...(await pressable.all()), ...(await pages.all())]) {
        if (!(await one.isVisible())) continue
        expect(await overlap(notice, one)).toBe(false)
      }
      await approveButton(page).click({ trial: true })
    }
    await expectAccessible(page)
    await page.setViewportSize({ width: 1440, height: 900 })

    await notice.getByRole("button", { name: "Cancel" }).click()
    await expect(notice).toContainText("Approval cancelled.")
    await expect(notice).toContainText("The draft waits for a review again.")
    await pictures(page, "cancelled-notice", notice)
    await expectAccessible(page)
    const waiting = page.getByRole("navigation", { name: "Main" }).getByText(/^2 waiting$/)
    await expect(waiting.first()).toBeVisible()
    await notice.getByRole("link", { name: "Open the draft" }).click()
    await page.waitForURL(new RegExp(first.id))
    await expect(summaryOf(page)).toBeEditable()
    await expect(notice).toHaveCount(0)
    const written = (await desk.control.journal()).filter(({ effects }) => effects.length > 0)
    expect(written).toEqual([])
  } finally {
    await context.close()
    await desk.close()
  }
})

test("a critical draft is written after two people approved it", async ({ browser }) => {
  test.slow()
  const desk = await Desk.open()
  const contexts = await Promise.all([0, 1].map(() => browser.newContext({ baseURL: desk.url })))
  try {
    const { id, body } = await postExample(desk, 0)
    await desk.inStore(async (store) => {
      await store.query(`insert into settings (key, value) values ('reviews', $1)`, [
        { secondApprover: true },
      ])
      await store.query("update drafts set critical = $1", [
        JSON.stringify([{ name: "Glucose", value: 480, unit: "mg/dL", side: "high" }]),
      ])
    })
    const [mine, theirs] = await Promise.all(contexts.map((context) => context.newPage()))
    if (!mine || !theirs) throw new Error("no pages")
    await signIn(mine, "coordinator", "/reviews")
    await openDraft(mine, id)
    await expect(mine.getByText("Critical: Glucose 480 mg/dL, high")).toBeVisible()
    await approveButton(mine).click()
    const waits = mine.getByText("You gave the first approval. It waits for a second person.")
    await answerApproval(mine, () => waits.isVisible())
    await expect(approveButton(mine)).toBeDisabled()
    await expectAccessible(mine)
    expect((await desk.control.journal()).filter((entry) => entry.effects.length > 0)).toEqual([])

    const waitingIn = (page: Page) =>
      page
        .getByRole("navigation", { name: "Main" })
        .getByRole("link", { name: /Reviews/ })
        .first()
    await mine.goto("/reviews")
    await expect(mine.getByText("The one draft that waits needs a second person")).toBeVisible()
    await expect(mine).toHaveTitle("Reviews · Caredesk")
    await expect(waitingIn(mine)).toHaveText("Reviews")
    await pictures(mine, "left-to-a-second-person", mine.locator("#main"))
    await expectAccessible(mine)
    await mine.getByRole("link", { name: "Show it" }).click()
    const left = mine.getByRole("region", { name: "Waits for a second person" })
    await expect(left.getByRole("listitem")).toHaveCount(1)
    await expect(left).toContainText("You gave the first approval; it waits for a second person.")
    await pictures(mine, "own-first-approval", left)
    await expectAccessible(mine)

    await signIn(theirs, "admin", "/reviews")
    await expect(theirs).toHaveTitle("(1) Reviews · Caredesk")
    await expect(waitingIn(theirs)).toHaveText(/1 urgent,\s*1 waiting/)
    const urgent = theirs.getByRole("region", { name: "Urgent" })
    await expect(urgent).toContainText("First approval by Robin Hale, needs a second.")
    await pictures(theirs, "needs-a-second", urgent)
    await expectAccessible(theirs)
    await openDraft(theirs, id)
    await expect(theirs.getByText(/Robin Hale gave the first approval/)).toBeVisible()
    await approve(theirs)
    await expect(writeBack(theirs, "Saved")).toBeVisible({ timeout: 30_000 })
    const notes = (await desk.control.truth(body.contactId))?.notes ?? []
    expect(
      notes.filter((note) => /approved unchanged by Robin Hale, coordinator and /.test(note.body)),
    ).toHaveLength(1)

    // Each of the two is in the statistics, the draft once.
    await theirs.goto("/reviews/statistics")
    const first = theirs.getByRole("region", { name: /By reviewer/ })
    await expect(
      first
        .getByRole("row", { name: /Robin Hale/ })
        .getByRole("cell")
        .first(),
    ).toHaveText("11 as first of two")
    const models = theirs.getByRole("region", { name: /By model version/ })
    await expect(models.getByRole("cell").first()).toHaveText("1")
    await expectAccessible(theirs)
  } finally {
    for (const context of contexts) await context.close()
    await desk.close()
  }
})

test("a draft that a newer one replaced while it was open can only be read, and leads there", async ({
  browser,
}) => {
  test.slow()
  const desk = await Desk.open()
  const context = await browser.newContext({ baseURL: desk.url })
  try {
    const { id } = await postExample(desk, 0)
    const newer = await postExample(desk, 2)
    const page = await context.newPage()
    await signIn(page, "coordinator", "/reviews")
    await openDraft(page, id)
    await desk.inStore((store) =>
      store.query("update drafts set status = 'superseded', superseded_by = $1 where id = $2", [
        newer.id,
        id,
      ]),
    )
    await expect(page.getByText("A newer draft took this one’s place.")).toBeVisible({
      timeout: 40_000,
    })
    await expect(summaryOf(page)).not.toBeEditable()
    await expect(approveButton(page)).toBeDisabled()
    await page.getByRole("link", { name: "Open the newer one" }).click()
    await page.waitForURL(new RegExp(newer.id))
    await expect(summaryOf(page)).toBeEditable()
  } finally {
    await context.close()
    await desk.close()
  }
})

test("the address asks for an act on arrival, once", async ({ desk, page }) => {
  const { id } = await postExample(desk, 0)
  await page.goto(`/reviews/${id}#reject`)
  const dialog = page.getByRole("dialog", { name: "Reject this draft?" })
  await expect(dialog).toBeVisible()
  await dialog.getByRole("button", { name: "Back" }).click()
  await page.reload()
  await expect(summaryOf(page)).toBeEditable()
  await expect(dialog).not.toBeVisible()
  await page.locator("body").press("?")
  await expect(page.getByRole("dialog", { name: "Keyboard shortcuts" })).toContainText(
    "Approve and next",
  )
  await page.keyboard.press("Escape")
  await page.locator("body").press("e")
  await expect(summaryOf(page)).toBeFocused()
  await expect(page).toHaveTitle(/^(\(\d+\) )?Review · Caredesk$/)
})
