import type { Browser, Locator, Page } from "@playwright/test"
import { Desk } from "./support/app.ts"
import { pictures } from "./support/pictures.ts"
import { answerApproval, approve, postExample, writeBack } from "./support/review.ts"
import { expect, expectAccessible, signIn, test } from "./support/test.ts"

const summaryOf = (page: Page) => page.getByLabel("Summary, for the call notes")
const approveButton = (page: Page) => page.getByRole("button", { name: "Approve", exact: true })
const flags = (page: Page) => page.getByRole("list", { name: "Open flags" })

/** Opens a draft and waits until it is this person's to edit. */
async function openDraft(page: Page, id: string) {
  await page.goto(`/reviews/${id}`)
  await expect(summaryOf(page)).toBeEditable()
}

/** The first line of the mark that lies under these words of a field. */
async function markOf(field: Locator, words: string): Promise<Locator> {
  const from = (await field.inputValue()).indexOf(words)
  if (from < 0) throw new Error("no such words")
  const marks = field.locator("..").locator('[data-verdict="supported"]')
  await expect(marks).not.toHaveCount(0)
  const starts = await marks.evaluateAll(
    (all, from) =>
      all.filter((one) => Number(one.dataset.end) > from).map((one) => Number(one.dataset.start)),
    from,
  )
  return field
    .locator("..")
    .locator(`[data-start="${Math.min(...starts)}"]`)
    .first()
}

/** Some part of both lies in the same place. */
async function overlap(one: Locator, other: Locator): Promise<boolean> {
  const [a, b] = await Promise.all([one.boundingBox(), other.boundingBox()])
  if (!a || !b) throw new Error("not drawn")
  const apart =
    a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y
  return !apart
}

/** Another person at another machine. */
async function colleague(browser: Browser, baseURL: string | undefined) {
  const context = await browser.newContext({ baseURL, viewport: { width: 1440, height: 900 } })
  const page = await context.newPage()
  await signIn(page, "admin", "/reviews")
  return { page, close: () => context.close() }
}

test.beforeEach(({ page }) => signIn(page, "coordinator", "/reviews"))

test("a draft has one holder: another reads it, takes it over, and nothing typed is lost", async ({
  desk,
  page,
  browser,
  baseURL,
}) => {
  const { id } = await postExample(desk, 0)
  await openDraft(page, id)
  const other = await colleague(browser, baseURL)
  await other.page.goto(`/reviews/${id}`)
  await expect(other.page.getByText("Robin Hale has this draft.")).toBeVisible()
  await expect(summaryOf(other.page)).not.toBeEditable()
  await expect(approveButton(other.page)).toBeDisabled()
  await expectAccessible(other.page)

  // The holder learns of it by their next save: what they send or ask in between would tell them before they type.
  const state = `**/api/reviews/${id}/state`
  await page.route(state, (route) => route.abort())
  const words = "Typed while it was taken over."
  const address = `**/reviews/${id}`
  await page.route(address, async (route) => {
    const request = route.request()
    const isWords = request.method() !== "POST" || request.postData()?.includes(words)
    await (isWords ? route.continue() : route.abort())
  })
  await other.page.getByRole("button", { name: "Take over" }).click()
  await other.page
    .getByRole("alertdialog")
    .getByRole("button", { name: "Take over", exact: true })
    .click()
  await expect(summaryOf(other.page)).toBeEditable()

  await summaryOf(page).fill(words)
  await expect(page.getByText(/has this draft now, so your last words are not in it/)).toBeVisible()
  await page.unroute(address)
  await page.unroute(state)
  await expect(summaryOf(page)).toHaveValue("Typed while it was taken over.")
  await expect(page.getByText(/took this draft over\./)).toBeVisible({ timeout: 30_000 })
  await expect(summaryOf(page)).not.toBeEditable()

  await other.page.getByRole("tab", { name: "Versions" }).click()
  const kept = other.page.getByRole("button", { name: /Robin Hale.*Not taken into the draft/ })
  await kept.click()
  await other.page.getByRole("button", { name: "Restore this version" }).click()
  await other.page.getByRole("tab", { name: "Edit", exact: true }).click()
  await expect(summaryOf(other.page)).toHaveValue("Typed while it was taken over.")

  await other.page.getByRole("button", { name: "Reject" }).click()
  await other.page.getByRole("radio", { name: "Cannot be understood" }).check()
  await other.page.getByRole("button", { name: "Reject draft" }).click()
  await expect(page.getByText(/Dana Whitfield rejected this draft on \w+ \d+/)).toBeVisible({
    timeout: 30_000,
  })
  await expect(summaryOf(page)).toHaveValue("Typed while it was taken over.")
  await other.close()
})

test("leaving a draft lets it go at once", async ({ desk, page, browser, baseURL }) => {
  const { id } = await postExample(desk, 0)
  await openDraft(page, id)
  await page.getByRole("link", { name: "Contacts" }).first().click()
  await page.waitForURL(/\/contacts$/)
  const other = await colleague(browser, baseURL)
  await expect(async () => {
    await other.page.goto(`/reviews/${id}`)
    await expect(summaryOf(other.page)).toBeEditable({ timeout: 3_000 })
  }).toPass()
  await other.close()
})

test("words typed right before leaving are kept, and whoever has the draft open gets it with them", async ({
  desk,
  page,
  browser,
  baseURL,
}) => {
  const { id } = await postExample(desk, 0)
  await openDraft(page, id)
  const other = await colleague(browser, baseURL)
  await other.page.goto(`/reviews/${id}`)
  await expect(other.page.getByText("Robin Hale has this draft.")).toBeVisible()

  const words = "Typed right before leaving."
  // No save of them arrives as long as the page is there.
  await page.route(`**/reviews/${id}`, (route) =>
    route.request().postData()?.includes(words) ? route.abort() : route.continue(),
  )
  await summaryOf(page).fill(words)
  await expect(page.getByText("Your text could not be saved. It is still here.")).toBeVisible()
  await page.getByRole("link", { name: "Contacts" }).first().click()
  await page.waitForURL(/\/contacts$/)
  await expect(summaryOf(other.page)).toBeEditable()
  await expect(summaryOf(other.page)).toHaveValue(words)
  await other.close()
})

test("of two texts of one draft the other's, once taken, is shown as the other's", async ({
  desk,
  page,
  browser,
  baseURL,
}) => {
  const { id } = await postExample(desk, 0)
  await openDraft(page, id)
  const address = `**/reviews/${id}`
  // Nothing this page sends arrives for a while.
  await page.route(address, (route) =>
    route.request().method() === "POST" ? route.abort() : route.continue(),
  )
  await summaryOf(page).fill("Mine, typed while nothing arrives.")
  const other = await colleague(browser, baseURL)
  await other.page.goto(`/reviews/${id}`)
  await other.page.getByRole("button", { name: "Take over" }).click()
  await other.page
    .getByRole("alertdialog")
    .getByRole("button", { name: "Take over", exact: true })
    .click()
  await expect(summaryOf(other.page)).toBeEditable()
  const theirs = "Theirs, by another hand altogether."
  await summaryOf(other.page).fill(theirs)
  await expect(other.page.getByText("Your edits are saved")).toBeVisible()
  await other.page.getByRole("link", { name: "Contacts" }).first().click()
  await other.page.waitForURL(/\/contacts$/)

  // While it is still hers, the answer is another one.
  await expect
    .poll(async () => (await (await page.request.get(`/api/reviews/${id}/state`)).json()).claim)
    .toBeNull()

  await page.unroute(address)
  await page.getByRole("button", { name: "Take theirs" }).click()
  await expect(summaryOf(page)).toHaveValue(theirs)
  await page.locator("[data-author]").first().hover({ force: true })
  await expect(page.getByText(/Here: by Dana Whitfield/)).toBeVisible()

  // What was given up for it is not lost.
  await page.getByRole("tab", { name: "Versions" }).click()
  await page.getByRole("button", { name: /Robin Hale.*Not taken into the draft/ }).click()
  const kept = page.getByRole("region", { name: "The chosen version against the present text" })
  await expect(kept.getByRole("deletion").filter({ hasText: "Mine" })).toBeVisible()
  await other.close()
})

test("a mark in the draft lights up its place in markers, document and source text", async ({
  desk,
  page,
}) => {
  const { id, body } = await postExample(desk, 1)
  const wrong = body.source.biomarkers[1]
  if (!wrong) throw new Error("no marker")
  await openDraft(page, id)
  await expect(flags(page).getByRole("listitem").first()).toContainText(
    `The report has ${wrong.value} ${wrong.unit} for ${wrong.name}.`,
  )
  await page.locator("body").press("n")
  await expect(page.locator(`[data-marker="1"][data-lit]`)).toBeVisible()
  await expect(flags(page).getByRole("button").first()).toHaveAttribute("aria-current", "true")

  await page.getByRole("button", { name: "Source text", exact: true }).click()
  await expect(page.locator("mark[data-lit]")).toContainText(String(wrong.value))
  await page.getByRole("button", { name: "Document, page 1" }).click()
  await expect(page.locator(".textLayer")).toBeAttached({ timeout: 30_000 })
  const box = page.locator("span[data-lit]").first()
  await expect(box).toBeVisible({ timeout: 30_000 })
  const words = page.locator(".textLayer").getByText(String(wrong.value), { exact: true }).first()
  const lit = await box.boundingBox()
  const said = await words.boundingBox()
  if (!lit || !said) throw new Error("nothing is lit")
  expect(Math.abs(lit.y - said.y)).toBeLessThan(12)
  expect(Math.abs(lit.x - said.x)).toBeLessThan(12)

  // A click into the text is as good as a flag.
  const first = body.source.biomarkers[0]
  const mark = await markOf(summaryOf(page), first?.name ?? "")
  await mark.scrollIntoViewIfNeeded()
  const place = await mark.boundingBox()
  if (!place) throw new Error("no mark")
  await page.mouse.click(place.x + place.width / 2, place.y + place.height / 2)
  // Lit where the person reads, and on the other parts too.
  const named = page
    .locator(".textLayer")
    .getByText(first?.name ?? "", { exact: true })
    .first()
  await expect(async () => {
    const [now, wanted] = [await box.boundingBox(), await named.boundingBox()]
    expect(Math.abs((now?.y ?? 0) - (wanted?.y ?? 99))).toBeLessThan(12)
  }).toPass({ timeout: 10_000 })
  await page.getByRole("tab", { name: "Source text" }).click()
  await expect(page.locator("mark[data-lit]")).toContainText(first?.name ?? "")
  await page.getByRole("tab", { name: "Biomarkers" }).click()
  await expect(page.locator('[data-marker="0"][data-lit]')).toBeVisible()
  await expect(page.getByText("Here: written by lab-summariser 2026-10")).toBeVisible()
})

test("a bar shows where each value lies: in its range, below it or above it", async ({
  desk,
  page,
}) => {
  const biomarkers = [
    { name: "Sodium", value: 140, unit: "mmol/L", low: 136, high: 145 },
    { name: "Potassium", value: 3.4, unit: "mmol/L", low: 3.5, high: 5.1 },
    { name: "Ferritin", value: 4, unit: "ng/mL", low: 160, high: 232 },
    { name: "Homocysteine", value: 13, unit: "umol/L", low: 5, high: 11.4 },
    { name: "ALT", value: "640 H", unit: "U/L", low: 6, high: 29 },
    { name: "hs-CRP", value: 2.1, unit: "mg/L", high: 3 },
    { name: "Triglycerides", value: 180, unit: "mg/dL", high: 150 },
    { name: "HDL Cholesterol", value: 54, unit: "mg/dL", low: 40 },
    { name: "Vitamin D", value: 22, unit: "ng/mL", low: 30 },
  ]
  const source = { biomarkers: [...biomarkers, { name: "Zinc", value: 90, unit: "ug/dL" }] }
  const { id } = await postExample(desk, 1, { source, summary: "Sodium is 140 mmol/L." })
  await openDraft(page, id)
  const table = page.getByRole("table", { name: "Biomarkers of the lab report" })
  await expect(table.locator("[data-bar]:visible")).toHaveCount(biomarkers.length)

  const across = async (part: Locator) => {
    const box = await part.boundingBox()
    if (!box) throw new Error("not drawn")
    return { from: box.x, to: box.x + box.width, middle: box.x + box.width / 2 }
  }
  for (const { name, value, low, high } of biomarkers) {
    await test.step(name, async () => {
      const row = table.getByRole("row").filter({ hasText: name })
      const bar = await across(row.locator("[data-bar]"))
      const range = await across(row.locator("[data-bar-range]"))
      const { middle } = await across(row.locator("[data-bar-value]"))
      const pixel = 1
      expect(range.from).toBeGreaterThanOrEqual(bar.from - pixel)
      expect(range.to).toBeLessThanOrEqual(bar.to + pixel)
      expect(range.to - range.from).toBeGreaterThan((bar.to - bar.from) / 3)
      // An open end reaches the bar's end; a closed one leaves room for what lies beyond it.
      expect(range.from > bar.from + pixel, "room below").toBe(low !== undefined)
      expect(range.to < bar.to - pixel, "room above").toBe(high !== undefined)
      expect(middle).toBeGreaterThan(bar.from)
      expect(middle).toBeLessThan(bar.to)
      const number = Number.parseFloat(String(value))
      const side = middle < range.from ? "low" : middle > range.to ? "high" : "in range"
      const meant = number < (low ?? 0) ? "low" : number > (high ?? 1e9) ? "high" : "in range"
      expect(side).toBe(meant)
      await expect(row).toContainText(meant)
    })
  }
})

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

test("a key pressed while a dialog still fades is the page's", async ({ desk, page }) => {
  const { id } = await postExample(desk, 0)
  await page.goto(`/reviews/${id}`)
  await expect(summaryOf(page)).toBeEditable()
  await page.locator("body").press("?")
  const help = page.getByRole("dialog", { name: "Keyboard shortcuts" })
  await help.evaluate((popup) => popup.style.setProperty("transition", "opacity 10s", "important"))
  await page.keyboard.press("Escape")
  await page.locator("body").press("e")
  await expect(summaryOf(page)).toBeFocused({ timeout: 8_000 })
  await expect(help).not.toBeVisible()
  await expect(summaryOf(page)).toBeFocused()
})

test("an earlier version is compared and put back", async ({ desk, page }) => {
  const { id, body } = await postExample(desk, 0)
  await openDraft(page, id)
  await summaryOf(page).fill("Written anew.")
  await expect(page.getByText("Your edits are saved")).toBeVisible()
  await page.getByRole("tab", { name: "Versions" }).click()
  await page.getByRole("button", { name: /^lab-summariser 2026-10/ }).click()
  await expect(page.getByRole("insertion").filter({ hasText: "anew" }).first()).toBeVisible()
  await expectAccessible(page)
  await page.getByRole("button", { name: "Restore this version" }).click()
  await page.getByRole("tab", { name: "Edit", exact: true }).click()
  await expect(summaryOf(page)).toHaveValue(body.summary)
})

test("on a narrow screen the parts are stacked and in reach, and nothing hides under the decision", async ({
  desk,
  page,
}) => {
  const { id } = await postExample(desk, 1)
  await openDraft(page, id)
  await page.setViewportSize({ width: 390, height: 844 })
  const parts = page.getByRole("navigation", { name: "Parts of the review" })
  await expect(parts.getByRole("button", { name: "Evidence" })).toHaveAttribute("aria-current")
  await page.reload()
  await expect(summaryOf(page)).toBeEditable()
  await expect(parts.getByRole("button", { name: "Evidence" })).toHaveAttribute("aria-current")
  const tops: number[] = []
  for (const [part, title] of [
    ["Evidence", "Evidence"],
    ["Draft", "Draft"],
    ["Result", "What will be written"],
  ] as const) {
    await parts.getByRole("button", { name: part }).click()
    const heading = page.getByRole("heading", { name: title, exact: true })
    await expect(heading).toBeInViewport()
    await expect(parts.getByRole("button", { name: part })).toHaveAttribute("aria-current")
    const bar = await parts.boundingBox()
    const box = await heading.boundingBox()
    expect(box?.y).toBeGreaterThan((bar?.y ?? 0) + (bar?.height ?? 0))
    tops.push(await heading.evaluate((at) => at.getBoundingClientRect().top + window.scrollY))
  }
  expect(tops.toSorted((one, other) => one - other)).toEqual(tops)
  expect(
    await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth + 1),
  ).toBe(false)
  await expectAccessible(page)

  await parts.getByRole("button", { name: "Draft" }).click()
  await flags(page).getByRole("button").first().click()
  await page.getByRole("button", { name: "Biomarkers", exact: true }).click()
  await expect(page.locator("[data-marker][data-lit]")).toBeInViewport()
  await parts.getByRole("button", { name: "Result" }).click()
  // What the preview cannot know yet is announced.
  const end = page.getByText("The time of the approval follows")
  await expect(end).toContainText("A line “Caredesk ref” with a code of its own")
  await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight))
  const text = await end.boundingBox()
  const bar = await approveButton(page).boundingBox()
  if (!text || !bar) throw new Error("not on the screen")
  expect(text.y + text.height).toBeLessThanOrEqual(bar.y)
})

test("on a narrow screen the decision comes first once it is made, and the part that is read is marked", async ({
  desk,
  page,
}) => {
  const { id } = await postExample(desk, 1)
  await page.setViewportSize({ width: 390, height: 844 })
  await openDraft(page, id)
  await approve(page)
  await expect(writeBack(page, "Saved")).toBeVisible()
  const parts = page.getByRole("navigation", { name: "Parts of the review" })
  for (const [part, title] of [
    ["Result", "Decision"],
    ["Evidence", "Evidence"],
    ["Draft", "Draft"],
    ["Evidence", "Evidence"],
    ["Result", "Decision"],
  ] as const) {
    await parts.getByRole("button", { name: part }).click()
    await expect(page.getByRole("heading", { name: title, exact: true })).toBeInViewport()
    await expect(parts.locator("[aria-current]")).toHaveText(part)
  }
  await page.evaluate(() => window.scrollTo(0, 0))
  await expect(parts.locator("[aria-current]")).toHaveText("Result")
  await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight))
  await expect(parts.locator("[aria-current]")).toHaveText("Draft")
})

test("at 1440 by 900 the panes scroll by themselves and the page does not", async ({
  desk,
  page,
}) => {
  const { id } = await postExample(desk, 1)
  await openDraft(page, id)
  await expect(flags(page)).toBeVisible()
  expect(
    await page.evaluate(() => {
      const { scrollHeight, scrollWidth, clientHeight, clientWidth } = document.documentElement
      return scrollHeight <= clientHeight && scrollWidth <= clientWidth
    }),
  ).toBe(true)
  await expectAccessible(page)
  await approve(page)
})
