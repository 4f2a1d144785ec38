import type { Page } from "@playwright/test"
import { pageThreeContact } from "#lib/sandbox/seed/persons-of-note.ts"
import { test } from "./support/in-memory.ts"
import { expect, expectAccessible, signIn } from "./support/test.ts"

test.use({ limit: "50" })

const range = (page: Page) => page.getByRole("navigation", { name: "Pages" }).getByRole("status")
const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true })

test("above the limit the list and the search are GHL's, and the rest says why it cannot", async ({
  page,
  memory,
}) => {
  await signIn(page)
  await expect(range(page)).toHaveText("1–20 of 51")
  for (const [name, what] of [
    ["Filter", "filtering"],
    ["Sort", "sorting"],
  ] as const) {
    await button(page, name).click()
    const panel = page.getByRole("dialog", { name })
    await expect(panel).toContainText(`This location has too many contacts for ${what}`)
    await expect(panel).toContainText("which it does for up to 50")
    await expect(panel.getByRole("combobox")).toHaveCount(0)
    await expectAccessible(page)
    await page.keyboard.press("Escape")
  }
  const head = page.getByRole("columnheader", { name: /^Email/ }).getByRole("button")
  await expect(head).toHaveAttribute("aria-disabled", "true")
  await expect(head).toHaveAccessibleName(/too many contacts to be sorted here/)

  await button(page, "Next").click()
  await button(page, "Next").click()
  await expect(page.getByRole("link", { name: pageThreeContact().name })).toBeVisible()
  await page.getByLabel("Search", { exact: true }).fill("o'hara")
  await expect(page.getByRole("link", { name: "Adaline O'Hara" })).toBeVisible()
  const asked = (await memory.control.journal()).map(({ path }) => path)
  expect(asked.some((path) => path.startsWith("/contacts/search"))).toBe(true)
  expect(asked.filter((path) => /[?&]limit=100/.test(path))).toEqual([])
})

test("above the limit any field can still be a column, without how full it is", async ({
  page,
}) => {
  await signIn(page)
  await button(page, "Columns").click()
  await expect(page.getByText("is counted for up to 50 contacts only")).toBeVisible()
  await page.getByRole("searchbox", { name: "Find a field" }).fill("company")
  await page.getByRole("checkbox", { name: "Company", exact: true }).click()
  await page.keyboard.press("Escape")
  await expect(page.getByRole("columnheader", { name: /^Company/ })).toBeVisible()
  await expect
    .poll(
      async () =>
        (await page.getByRole("table").locator("td:nth-child(2)").allInnerTexts()).filter(
          (text) => text !== "–",
        ).length,
    )
    .toBeGreaterThan(0)
  await expectAccessible(page)
})
