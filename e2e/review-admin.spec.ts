import { approve, postExample } from "./support/review.ts"
import { expect, expectAccessible, signIn, test } from "./support/test.ts"

test("an administrator changes the reasons, the second approver and the targets, and they stay", async ({
  page,
}) => {
  await signIn(page, "admin", "/reviews")
  await page.getByRole("link", { name: "Settings" }).click()
  await page.waitForURL("**/reviews/settings")
  await expectAccessible(page)
  await page.getByRole("button", { name: "Move reason 2 up" }).click()
  await page.getByRole("button", { name: "Add a reason" }).click()
  await page.getByRole("button", { name: "Save settings" }).click()
  await expect(page.getByText("Write a few words.")).toBeVisible()
  const added = page.getByRole("textbox", { name: /^Reason \d/ }).last()
  await added.fill("Too long to read on the phone")
  await page.getByRole("button", { name: "Take reason 3 out of use" }).click()
  await page.getByRole("checkbox", { name: /Two people approve/ }).check()
  await page.getByLabel("Urgent drafts, hours").fill("900")
  await page.getByRole("button", { name: "Save settings" }).click()
  await expect(page.getByText("Hours from 0.5 to 720.")).toBeVisible()
  await page.getByLabel("Urgent drafts, hours").fill("2")
  await page.getByRole("button", { name: "Save settings" }).click()
  await expect(page.getByText("Saved. It holds for everybody from now on.")).toBeVisible()
  // A second save must not make the new reason once more.
  await page.getByLabel("Urgent drafts, hours").fill("3")
  await page.getByRole("button", { name: "Save settings" }).click()
  await expect(page.getByText("Saved. It holds for everybody from now on.")).toBeVisible()

  await page.reload()
  const reasons = page.getByRole("textbox", { name: /^Reason \d/ })
  await expect(reasons.first()).toHaveValue("Values do not match the report")
  await expect(reasons.last()).toHaveValue("Too long to read on the phone")
  await expect(reasons).toHaveCount(6)
  await page.getByText("Out of use (1)").click()
  await expect(page.getByRole("button", { name: /^Use “.*” again$/ })).toHaveCount(1)
  await expect(page.getByRole("checkbox", { name: /Two people approve/ })).toBeChecked()
  await expect(page.getByLabel("Urgent drafts, hours")).toHaveValue("3")

  await page.getByRole("checkbox", { name: /Two people approve/ }).uncheck()
  await page.getByRole("button", { name: "Save settings" }).click()
  await expect(page.getByText("Saved. It holds for everybody from now on.")).toBeVisible()
})

test("of two tabs that save settings, the second is told and keeps what was typed", async ({
  page,
  context,
}) => {
  await signIn(page, "admin", "/reviews/settings")
  const other = await context.newPage()
  await other.goto("/reviews/settings")
  const hours = (tab: typeof page) => tab.getByLabel("Other drafts, hours")
  await hours(page).fill("30")
  await page.getByRole("button", { name: "Save settings" }).click()
  await expect(page.getByText("Saved. It holds for everybody from now on.")).toBeVisible()
  await hours(other).fill("60")
  await other.getByRole("button", { name: "Save settings" }).click()
  await expect(other.getByRole("alert").filter({ hasText: "Somebody else changed" })).toBeVisible()
  await expect(hours(other)).toHaveValue("60")
})

test("statistics are about the period that was chosen", async ({ page }) => {
  await signIn(page, "admin", "/reviews/statistics")
  await expect(page.getByRole("heading", { name: "Review statistics" })).toBeVisible()
  await page.getByRole("link", { name: "A year" }).click()
  await page.waitForURL(/days=365/)
  await expect(page.getByRole("link", { name: "A year" })).toHaveAttribute("aria-current", "page")
  await expectAccessible(page)
})

test("an approval is counted with how it came about, for its model version and its reviewer", async ({
  page,
  desk,
}) => {
  const version = `counted-${Date.now()}`
  const { id } = await postExample(desk, 0, { model: { name: "Summariser", version } })
  await signIn(page, "admin", `/reviews/${id}`)
  const summary = page.getByLabel("Summary, for the call notes")
  await expect(summary).toBeEditable()
  await summary.fill(`${await summary.inputValue()} Seen and added to.`)
  // At once, with no evidence opened: that is asked about, and kept.
  await approve(page)

  await page.goto("/reviews/statistics")
  const cells = page
    .getByRole("row")
    .filter({ has: page.getByRole("rowheader", { name: version }) })
    .getByRole("cell")
  const shown = await cells.allInnerTexts()
  const columns = await page
    .getByRole("table")
    .filter({ hasText: version })
    .getByRole("columnheader")
    .allInnerTexts()
  const of = (column: string) => shown[columns.indexOf(column) - 1]
  expect(of("Decisions")).toBe("1")
  expect(of("Outcome")).toContain("100 % approved")
  expect(of("Outcome")).toContain("0 % rejected")
  expect(of("Median time")).toMatch(/^\d+ s$/)
  for (const column of ["Approved before evidence", "Asked again", "Edited"]) {
    expect(of(column), column).toBe("100 %")
  }
  // Its own words stand beside the model's.
  expect(Number.parseInt(of("AI text kept") ?? "", 10)).toBeGreaterThan(50)
  expect(Number.parseInt(of("AI text kept") ?? "", 10)).toBeLessThan(100)

  const mine = page
    .getByRole("row")
    .filter({ has: page.getByRole("rowheader", { name: "Dana Whitfield" }) })
    .getByRole("cell")
  expect(Number.parseInt((await mine.allInnerTexts())[0] ?? "", 10)).toBeGreaterThanOrEqual(1)
})

test("a coordinator reaches neither settings nor statistics", async ({ page }) => {
  await signIn(page, "coordinator", "/reviews")
  await expect(page.getByRole("link", { name: "Statistics" })).toBeHidden()
  for (const path of ["/reviews/settings", "/reviews/statistics"]) {
    const answer = await page.goto(path)
    expect(answer?.status(), path).toBe(403)
  }
})
