import type { Locator } from "@playwright/test"
import { approve, postExample, writeBack } from "./support/review.ts"
import { expect, expectAccessible, signIn, test } from "./support/test.ts"
import { approveButton, flags, openDraft, summaryOf } from "./support/workspace.ts"

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

test.beforeEach(({ page }) => signIn(page, "coordinator", "/reviews"))

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
