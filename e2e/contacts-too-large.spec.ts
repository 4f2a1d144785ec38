import type { Page } from "@playwright/test"
import { DEFAULT_SEED } from "#lib/sandbox/seed/labs.ts"
import { pageThreeContact } from "#lib/sandbox/seed/persons-of-note.ts"
import { createWorld } from "#lib/sandbox/seed/world.ts"
import { pickField, test } from "./support/in-memory.ts"
import { expect, expectAccessible, signIn } from "./support/test.ts"

test.use({ limit: "50" })

const world = await createWorld(DEFAULT_SEED, 51)
const membership = world.definitions.find((d) => d.fieldKey === "contact.membership_status")?.id
const active = world.contacts.filter(({ customFields }) =>
  customFields.some(({ id, value }) => id === membership && value === "active"),
)
const activeWith = (tag: string) => active.filter(({ tags }) => tags.includes(tag))

const range = (page: Page) => page.getByRole("navigation", { name: "Pages" }).getByRole("status")
const button = (page: Page, name: string | RegExp) =>
  page.getByRole("button", { name, exact: typeof name === "string" })
const names = (page: Page) => page.getByRole("table").getByRole("link")
const behind = (page: Page) => page.getByText("which may be some seconds behind")

test("above the limit contacts are filtered by a field and a tag through GHL's search", async ({
  page,
  memory,
}) => {
  const addresses: string[] = []
  page.on("request", (request) => addresses.push(request.url()))
  await signIn(page)
  await expect(range(page)).toHaveText("1–20 of 51")
  await expect(behind(page)).toBeHidden()
  await memory.control.clearJournal()

  await button(page, "Filter").press("Enter")
  await expect(page.getByText("More than 50 contacts: GoHighLevel filters.")).toBeVisible()
  await page.getByRole("combobox", { name: "Field to filter by" }).fill("membership sta")
  await page.keyboard.press("Enter")
  await expect(page.getByRole("checkbox", { name: "active", exact: true })).toBeFocused()
  await page.keyboard.press("Space")
  await expect(range(page)).toHaveText(`1–20 of ${active.length}`)
  await expect(page.getByText(`${active.length} contacts match.`)).toBeVisible()

  await button(page, "Add filter").click()
  await pickField(page, "Field to filter by", "Tags")
  // Not among the tags that were met so far, or among them: both can be asked for.
  await page.getByRole("textbox", { name: "Another one of Tags" }).fill("VIP")
  await page.keyboard.press("Enter")
  await expect(page.getByRole("checkbox", { name: "vip" })).toBeChecked()
  const both = activeWith("vip").length
  expect(both).toBeGreaterThan(0)
  await expect(range(page)).toHaveText(`1–${both} of ${both}`)
  await expectAccessible(page)
  await page.keyboard.press("Escape")
  await expect(behind(page)).toBeVisible()
  await expectAccessible(page)
  await expect(page.getByRole("table")).toHaveAttribute("aria-busy", "false")
  const shown = (await names(page).allInnerTexts()).map((name) => name.toLowerCase())
  expect(shown.toSorted()).toEqual(
    activeWith("vip")
      .map((c) => [c.firstName, c.lastName].filter(Boolean).join(" ").toLowerCase())
      .toSorted(),
  )

  await button(page, "Remove filter on Tags").click()
  await expect(range(page)).toHaveText(`1–20 of ${active.length}`)
  await button(page, "Next").click()
  await expect(range(page)).toHaveText(new RegExp(`^21–\\d+ of ${active.length}$`))
  await button(page, "Clear filters").click()
  await expect(range(page)).toHaveText("1–20 of 51")
  await expect(behind(page)).toBeHidden()
  const asked = (await memory.control.journal()).map(({ path }) => path)
  expect(asked.some((path) => path.startsWith("/contacts/search"))).toBe(true)
  // No contact was read by itself, and nothing that was looked for stands in an address.
  expect(asked.filter((path) => /^\/contacts\/[A-Za-z0-9]{20}/.test(path))).toEqual([])
  expect(addresses.filter((address) => /vip|active|membership/i.test(address))).toEqual([])
})

test("the stage, which GHL does not know, is asked by its tags", async ({ page }) => {
  await signIn(page)
  await button(page, "Filter").click()
  await pickField(page, "Field to filter by", "Stage")
  await page.getByRole("checkbox", { name: "Bloodwork scheduled" }).click()
  await expect(range(page)).not.toHaveText("1–20 of 51")
  await page.keyboard.press("Escape")
  const stages = page.getByRole("table").locator("td:nth-child(5)")
  await expect
    .poll(async () => [...new Set(await stages.allInnerTexts())])
    .toEqual(["Bloodwork scheduled"])
})

test("a field, an operator and a text that GHL's search does not take say why", async ({
  page,
}) => {
  await signIn(page)
  await button(page, "Filter").click()
  const picker = page.getByRole("combobox", { name: "Field to filter by" })
  const emailField = world.definitions.find(({ dataType }) => dataType === "EMAIL")
  await picker.fill(emailField?.name ?? "")
  const closed = page.getByRole("option", { name: emailField?.name ?? "" })
  await expect(closed).toContainText("GoHighLevel does not filter by email fields")
  await expect(closed).toHaveAttribute("aria-disabled", "true")
  await expectAccessible(page)
  await closed.click({ force: true })
  await expect(page.getByRole("combobox", { name: /^What is asked/ })).toHaveCount(0)

  await pickField(page, "Field to filter by", "Email")
  const operator = page.getByRole("combobox", { name: "What is asked of Email" })
  // The first that can be asked, not the first there is.
  await expect(operator).toHaveText(/^is$/)
  await operator.click()
  const contains = page.getByRole("option", { name: /^contains/ })
  await expect(contains).toContainText("GoHighLevel compares the whole text only")
  await expect(contains).toHaveAttribute("aria-disabled", "true")
  await expectAccessible(page)
  await page.keyboard.press("Escape")
  await button(page, "Remove filter on Email").click()

  await pickField(page, "Field to filter by", "City")
  await page.getByLabel("Text for City").fill("a_b")
  await expect(page.getByText("Not applied. GoHighLevel finds no “_” inside a text.")).toBeVisible()
  await expect(range(page)).toHaveText("1–20 of 51")
  await expectAccessible(page)
  await page.keyboard.press("Escape")
  await expect(page.getByRole("list", { name: "Filters" })).toContainText(
    "Not applied: City contains “a_b”. GoHighLevel finds no",
  )
  await expectAccessible(page)
})

test("above the limit GHL sorts by what it can, in heads and panel, and the others say why not", async ({
  page,
}) => {
  await signIn(page)
  await expect(range(page)).toHaveText("1–20 of 51")
  const first = await names(page).allInnerTexts()
  const head = page.getByRole("columnheader", { name: "Email" })
  await button(page, "Email").click()
  await expect(head).toHaveAttribute("aria-sort", "ascending")
  await expect(behind(page)).toBeVisible()
  const emails = page.getByRole("table").locator("td:nth-child(2)")
  await expect
    .poll(async () => {
      const all = (await emails.allInnerTexts()).filter((text) => text !== "–")
      return all.length === 20 && JSON.stringify(all) === JSON.stringify(all.toSorted())
    })
    .toBe(true)
  await button(page, "Next").click()
  await expect(range(page)).toHaveText("21–40 of 51")
  await expectAccessible(page)

  const stage = page.getByRole("columnheader", { name: /^Stage/ }).getByRole("button")
  await expect(stage).toHaveAttribute("aria-disabled", "true")
  await expect(stage).toHaveAccessibleName(/GoHighLevel does not sort by this field/)
  await button(page, /^Sort/).click()
  const picker = page.getByRole("combobox", { name: "Field to sort by" })
  await expect(picker).toHaveValue("Email")
  await picker.fill("Phone")
  const closed = page.getByRole("option", { name: /^Phone/ }).first()
  await expect(closed).toContainText("GoHighLevel does not sort by this field")
  await expectAccessible(page)
  await pickField(page, "Field to sort by", "Name")
  await expect(page.getByRole("columnheader", { name: "Name" })).toHaveAttribute(
    "aria-sort",
    "ascending",
  )
  await button(page, "Newest first").click()
  await page.keyboard.press("Escape")
  await expect(names(page)).toHaveText(first)
  await expect(behind(page)).toBeHidden()
})

test("above the limit the search is GHL's, within the filters too", async ({ page, memory }) => {
  await signIn(page)
  await expect(range(page)).toHaveText("1–20 of 51")
  await button(page, "Next").click()
  await button(page, "Next").click()
  await expect(page.getByRole("link", { name: pageThreeContact().name })).toBeVisible()
  await page.getByLabel("Search", { exact: true }).fill("o'hara")
  await expect(page.getByRole("link", { name: "Adaline O'Hara" })).toBeVisible()
  const asked = (await memory.control.journal()).map(({ path }) => path)
  expect(asked.some((path) => path.startsWith("/contacts/search"))).toBe(true)
  expect(asked.filter((path) => /[?&]limit=100/.test(path))).toEqual([])
  await button(page, "Filter").click()
  await pickField(page, "Field to filter by", "Do not disturb")
  await expect(page.getByRole("combobox", { name: "What is asked of Do not disturb" })).toHaveText(
    "is yes",
  )
  await expect(page.getByText("No contact matches")).toBeVisible()
  await expect(page.getByText("among the contacts that pass the filters")).toBeVisible()
  await page.keyboard.press("Escape")
  await button(page, "Show all contacts").click()
  await expect(range(page)).toHaveText("41–51 of 51")
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

test("above the limit the panels fit a phone", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await signIn(page)
  for (const name of ["Filter", "Sort"]) {
    await button(page, name).click()
    const panel = page.getByRole("dialog", { name })
    await panel.getByRole("combobox").first().fill("e-mail")
    await expectAccessible(page)
    const box = await panel.boundingBox()
    expect(box?.x).toBeGreaterThanOrEqual(0)
    expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(390)
    await page.keyboard.press("Escape")
    await page.keyboard.press("Escape")
    await expect(panel).toBeHidden()
  }
})
