import type { Page } from "@playwright/test"
import { DEFAULT_SEED } from "#lib/sandbox/seed/labs.ts"
import { createWorld } from "#lib/sandbox/seed/world.ts"
import { pickField, test } from "./support/in-memory.ts"
import { expect, expectAccessible, signIn } from "./support/test.ts"

const world = await createWorld(DEFAULT_SEED, 51)

const range = (page: Page) => page.getByRole("navigation", { name: "Pages" }).getByRole("status")
const names = (page: Page) => page.getByRole("table").getByRole("link")
const button = (page: Page, name: string | RegExp) =>
  page.getByRole("button", { name, exact: typeof name === "string" })
const chips = (page: Page) => page.getByRole("list", { name: "Filters" }).getByRole("listitem")

/** How many contacts of the seed pass. */
const count = (passes: (values: Map<string, unknown>) => boolean) => {
  const keys = new Map(world.definitions.map(({ id, fieldKey }) => [id, fieldKey]))
  return world.contacts.filter(({ customFields }) =>
    passes(new Map(customFields.map(({ id, value }) => [keys.get(id) ?? id, value]))),
  ).length
}

test("filters on custom fields are put together by keyboard, in words, and counted", async ({
  page,
}) => {
  await signIn(page)
  await button(page, "Filter").press("Enter")
  await page.getByRole("combobox", { name: "Field to filter by" }).fill("membership sta")
  await page.keyboard.press("Enter")
  // What the filter takes has the focus.
  await expect(page.getByRole("checkbox", { name: "active", exact: true })).toBeFocused()
  await page.keyboard.press("Space")
  const active = count((values) => values.get("contact.membership_status") === "active")
  await expect(range(page)).toHaveText(`1–20 of ${active} · 51 in all`)
  await expect(page.getByText(`${active} of 51 contacts match.`)).toBeVisible()

  await button(page, "Add filter").click()
  await pickField(page, "Field to filter by", "Steps per Day")
  await page.getByRole("combobox", { name: "What is asked of Steps per Day" }).click()
  await page.getByRole("option", { name: "has a value" }).click()
  const both = count(
    (values) =>
      values.get("contact.membership_status") === "active" && values.has("contact.steps_per_day"),
  )
  await expect(range(page)).toHaveText(new RegExp(`of ${both} · 51 in all$`))
  await page.getByRole("combobox", { name: "How filters are joined" }).click()
  await page.getByRole("option", { name: "any of these" }).click()
  const either = count(
    (values) =>
      values.get("contact.membership_status") === "active" || values.has("contact.steps_per_day"),
  )
  await expect(range(page)).toHaveText(new RegExp(`of ${either} · 51 in all$`))
  await expectAccessible(page)
  await page.keyboard.press("Escape")
  await expect(page.getByRole("dialog")).toBeHidden()
  await expect(chips(page)).toHaveText([
    "Membership Status is any of active",
    "orSteps per Day has a value",
  ])
  await expectAccessible(page)
  await button(page, "Remove filter on Steps per Day").click()
  await expect(range(page)).toHaveText(`1–20 of ${active} · 51 in all`)
  await button(page, "Clear filters").click()
  await expect(range(page)).toHaveText("1–20 of 51")
})

test("what is filtered by stands in no address and in no storage, and survives a record", async ({
  page,
}) => {
  const addresses: string[] = []
  page.on("request", (request) => addresses.push(request.url()))
  await signIn(page)
  await button(page, "Filter").click()
  await pickField(page, "Field to filter by", "City")
  await page.getByLabel("Text for City").fill(world.contacts[3]?.city ?? "")
  await expect(range(page)).toHaveText(/51 in all$/)
  await expect(page.getByRole("table")).toHaveAttribute("aria-busy", "false")
  const shown = await names(page).allInnerTexts()
  await page.keyboard.press("Escape")
  await names(page).first().click()
  await page.waitForURL(/\/contacts\/.+/)
  await page.goBack()
  await expect(range(page)).toHaveText(/51 in all$/)
  await expect(names(page)).toHaveText(shown)
  const city = new RegExp((world.contacts[3]?.city ?? "").split(" ")[0] ?? "", "i")
  expect(addresses.filter((address) => city.test(decodeURIComponent(address)))).toEqual([])
  const kept = await page.evaluate(() =>
    JSON.stringify([{ ...localStorage }, { ...sessionStorage }, window.history.state]),
  )
  expect(kept).not.toMatch(city)
})

test("a press on a head orders by it, up, down and as at first", async ({ page }) => {
  await signIn(page)
  const first = await names(page).allInnerTexts()
  const head = page.getByRole("columnheader", { name: "Purchased on" })
  const days = page.getByRole("table").locator("td:nth-child(7)")
  await button(page, "Purchased on").click()
  await expect(head).toHaveAttribute("aria-sort", "ascending")
  await expect(names(page)).not.toHaveText(first)
  const times = async () =>
    (await days.allInnerTexts()).map((text) => (text === "–" ? null : Date.parse(text)))
  await expect(page.getByRole("table")).toHaveAttribute("aria-busy", "false")
  const up = await times()
  expect(up).toEqual(up.toSorted((a, b) => (a ?? Infinity) - (b ?? Infinity)))
  await button(page, "Purchased on").click()
  await expect(head).toHaveAttribute("aria-sort", "descending")
  await expect.poll(async () => (await times())[0]).toBeGreaterThan(up[0] ?? 0)
  await expect(page.getByRole("table")).toHaveAttribute("aria-busy", "false")
  const down = await times()
  expect(down).toEqual(down.toSorted((a, b) => (b ?? 0) - (a ?? 0)))
  await expectAccessible(page)
  await button(page, "Purchased on").click()
  await expect(head).not.toHaveAttribute("aria-sort", /./)
  await expect(names(page)).toHaveText(first)
})

test("any field can be a column, with how full it is, and be sorted by", async ({ page }) => {
  await signIn(page)
  await button(page, "Columns").click()
  await page.getByRole("searchbox", { name: "Find a field" }).fill("steps per")
  const filled = count((values) => values.has("contact.steps_per_day"))
  const percent = Math.round((100 * filled) / 51)
  const box = page.getByRole("checkbox", { name: new RegExp(`^Steps per Day ${percent}`) })
  await box.click()
  await expectAccessible(page)
  await page.keyboard.press("Escape")
  await expect(page.getByRole("columnheader", { name: "Steps per Day" })).toBeVisible()
  await button(page, /^Sort/).click()
  await pickField(page, "Field to sort by", "Steps per Day")
  await page.getByRole("combobox", { name: "Direction" }).click()
  await page.getByRole("option", { name: "Largest first" }).click()
  const cells = page.getByRole("table").locator("td:nth-child(2)")
  const steps = async () =>
    (await cells.allInnerTexts()).map(Number).filter((number) => !Number.isNaN(number))
  await expect.poll(async () => (await steps()).length).toBeGreaterThan(3)
  await expectAccessible(page)
  await expect
    .poll(async () => {
      const all = await steps()
      return JSON.stringify(all) === JSON.stringify(all.toSorted((a, b) => b - a))
    })
    .toBe(true)
  // Escape in the picker leaves the field as it is, and closes the panel.
  const picker = page.getByRole("combobox", { name: "Field to sort by" })
  await picker.focus()
  await page.keyboard.press("Escape")
  await expect(page.getByRole("dialog", { name: "Sort" })).toBeHidden()
  await button(page, /^Sort/).click()
  await expect(picker).toHaveValue("Steps per Day")
  await page.keyboard.press("Escape")
  await page.reload()
  await expect(page.getByRole("columnheader", { name: "Steps per Day" })).toBeVisible()
})

test("a search looks into every field and says where it found", async ({ page }) => {
  await signIn(page)
  const goal = world.contacts.find(({ tags }) => tags.includes("annual plan"))
  await page.getByLabel("Search", { exact: true }).fill("annual pl")
  await expect(range(page)).toHaveText(/51 in all$/)
  await expect(page.getByText("Found in Tags").first()).toBeVisible()
  expect(goal).toBeDefined()
  await page.getByLabel("Search", { exact: true }).fill("nobody has this")
  await expect(page.getByText("No contact matches")).toBeVisible()
  await expectAccessible(page)
  await button(page, "Show all contacts").click()
  await expect(range(page)).toHaveText("1–20 of 51")
})

test("GHL is asked once for all of it, and a tag we add shows at once", async ({
  page,
  memory,
}) => {
  await signIn(page)
  await button(page, "Filter").click()
  await pickField(page, "Field to filter by", "Tags")
  await page.getByRole("checkbox", { name: "vip" }).click()
  await expect(range(page)).toHaveText(/51 in all$/)
  const before = Number(/of (\d+)/.exec((await range(page).textContent()) ?? "")?.[1])
  await page.keyboard.press("Escape")
  const target = world.contacts.find(({ tags }) => !tags.includes("vip"))
  const asked = (await memory.control.journal()).filter(({ path }) =>
    path.startsWith("/contacts/?"),
  )
  // The first page, and the location behind it.
  expect(asked.length).toBeLessThanOrEqual(2)
  await page.goto(`/contacts/${target?.id}`)
  await page.getByRole("combobox", { name: "Add tag" }).fill("vip")
  await page.keyboard.press("Enter")
  await expect(button(page, "Remove tag vip")).toBeEnabled()
  await expect
    .poll(async () => (await memory.control.truth(target?.id ?? ""))?.contact.tags)
    .toContain("vip")
  await page.goto("/contacts")
  await button(page, "Filter").click()
  await pickField(page, "Field to filter by", "Tags")
  await page.getByRole("checkbox", { name: "vip" }).click()
  await expect(range(page)).toHaveText(new RegExp(`of ${before + 1} · 51 in all$`))
})

test("the page that came with the screen is not asked for once more", async ({ page }) => {
  await signIn(page)
  await expect(range(page)).toHaveText("1–20 of 51")
  // As if it took no time at all, on however busy a machine.
  await page.clock.setFixedTime(new Date())
  const asked: string[] = []
  page.on("request", (request) => asked.push(new URL(request.url()).pathname))
  await page.reload()
  await expect(range(page)).toHaveText("1–20 of 51")
  await page.waitForLoadState("networkidle")
  expect(asked.length).toBeGreaterThan(0)
  expect(asked.filter((path) => path.startsWith("/api/contacts/table"))).toEqual([])
})

test("a change that ends only when its table is on the screen again shows there by itself", async ({
  page,
  memory,
}) => {
  await signIn(page)
  await button(page, "Filter").click()
  await pickField(page, "Field to filter by", "Tags")
  await page.getByRole("checkbox", { name: "vip" }).click()
  await expect(range(page)).toHaveText(/51 in all$/)
  const before = Number(/of (\d+)/.exec((await range(page).textContent()) ?? "")?.[1])
  const target = world.contacts.find(({ tags }) => tags.includes("vip"))
  // Whoever is quick is back before the rows count as old.
  await page.clock.setFixedTime(new Date())
  await page.keyboard.press("Escape")
  await page.locator(`a[href="/contacts/${target?.id}"]`).first().click()
  await page.waitForURL(`**/contacts/${target?.id}`)
  await memory.control.addFault({ kind: "delay", delayMs: 10_000, method: "DELETE", path: "/tags" })
  await button(page, "Remove tag vip").click()
  await expect
    .poll(async () =>
      (await memory.control.journal()).some(
        ({ method, path }) => method === "DELETE" && path.endsWith("/tags"),
      ),
    )
    .toBe(true)
  await page.goBack()
  await expect(range(page)).toHaveText(new RegExp(`of ${before} · 51 in all$`))
  expect((await memory.control.truth(target?.id ?? ""))?.contact.tags).toContain("vip")
  await expect(range(page)).toHaveText(new RegExp(`of ${before - 1} · 51 in all$`), {
    timeout: 45_000,
  })
})

test("the panels fit a phone, for fingers", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await signIn(page)
  for (const name of ["Filter", "Sort", "Columns"]) {
    await button(page, name).click()
    const panel = page.getByRole("dialog", { name })
    await expect(
      panel.getByRole(name === "Columns" ? "searchbox" : "combobox").first(),
    ).toBeVisible()
    await expectAccessible(page)
    const box = await panel.boundingBox()
    expect(box?.x).toBeGreaterThanOrEqual(0)
    expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(390)
    expect((await button(page, name).boundingBox())?.height).toBeGreaterThanOrEqual(44)
    await page.keyboard.press("Escape")
    await expect(panel).toBeHidden()
  }
  const wider = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  expect(wider).toBe(0)
})

test("without the right to read contacts the table and its search name the scope", async ({
  page,
  memory,
}) => {
  await memory.control.settings({ revokedScopes: ["contacts.readonly"] })
  await signIn(page)
  const told = page
    .getByRole("alert")
    .filter({ hasText: "Caredesk's access token lacks the scope contacts.readonly" })
  await expect(told).toBeVisible()
  await page.getByRole("searchbox", { name: "Search" }).fill("a")
  await expect(told).toBeVisible()
  await expectAccessible(page)
})
