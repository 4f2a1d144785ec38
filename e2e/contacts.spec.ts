import type { Page } from "@playwright/test"
import { pageThreeContact } from "#lib/sandbox/seed/persons-of-note.ts"
import { expect, expectAccessible, signIn, test } from "./support/test.ts"

const LIST = "^/contacts/\\?"
const SEARCH = "^/contacts/search"

const range = (page: Page) => page.getByRole("navigation", { name: "Pages" }).getByRole("status")
const links = (page: Page) => page.getByRole("table").getByRole("link")
const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true })

async function toPage(page: Page, text: string) {
  await button(page, "Next").click()
  await expect(range(page)).toHaveText(text)
  // The rows of before may still stand.
  await expect(page.getByRole("table")).toHaveAttribute("aria-busy", "false")
}

test("the first response already holds the first page", async ({ page }) => {
  await signIn(page)
  const name = await links(page).first().textContent()
  const html = await (await page.request.get("/contacts")).text()
  expect(html).toContain(name?.trim())
})

test("pages follow GHL's cursor, there and back, in three sizes", async ({ page, desk }) => {
  await signIn(page)
  await expect(range(page)).toHaveText("1–20 of 51")
  await expect(button(page, "Previous")).toBeDisabled()
  const first = await links(page).allInnerTexts()
  await toPage(page, "21–40 of 51")
  await toPage(page, "41–51 of 51")
  await expect(links(page)).toHaveCount(11)
  await expect(page.getByRole("link", { name: pageThreeContact().name })).toBeVisible()
  await expect(button(page, "Next")).toBeDisabled()
  await button(page, "Previous").click()
  await button(page, "Previous").click()
  await expect(range(page)).toHaveText("1–20 of 51")
  await expect(links(page)).toHaveText(first)
  for (const [size, text, rows] of [
    ["50 per page", "1–50 of 51", 50],
    ["100 per page", "1–51 of 51", 51],
  ] as const) {
    // By keyboard: a press of the mouse that comes sooner after the opening than any person's may be lost.
    await page.getByRole("combobox", { name: "Contacts per page" }).press("Enter")
    await expect(page.getByRole("option", { selected: true })).toBeFocused()
    await page.keyboard.press("ArrowDown")
    await expect(page.getByRole("option", { name: size })).toBeFocused()
    await page.keyboard.press("Enter")
    await expect(range(page)).toHaveText(text)
    await expect(links(page)).toHaveCount(rows)
  }
  const limits = (await desk.control.journal())
    .filter((entry) => entry.path.startsWith("/contacts/?"))
    .map((entry) => Number(new URLSearchParams(entry.path.split("?")[1]).get("limit")))
  expect(Math.max(...limits)).toBeLessThanOrEqual(100)
})

test("the next page was fetched ahead: it stands at once", async ({ page, desk }) => {
  const ahead = page.waitForResponse((answer) => answer.url().includes("startAfterId="))
  await signIn(page)
  await ahead
  await desk.control.addFault({ kind: "delay", delayMs: 20_000, path: LIST, count: 5 })
  await toPage(page, "21–40 of 51")
  await expect(page.getByRole("table")).toHaveAttribute("aria-busy", "false")
})

test("a row opens its record; coming back finds page, size and scroll", async ({ page }) => {
  await signIn(page)
  await toPage(page, "21–40 of 51")
  const names = await links(page).allInnerTexts()
  await links(page).last().scrollIntoViewIfNeeded()
  const top = await page.evaluate(() => window.scrollY)
  expect(top).toBeGreaterThan(0)
  await page.getByRole("row").last().getByRole("cell").nth(4).click()
  await page.waitForURL(/\/contacts\/.+/)
  await page.goBack()
  await expect(range(page)).toHaveText("21–40 of 51")
  await expect(links(page)).toHaveText(names)
  await expect.poll(() => page.evaluate(() => window.scrollY)).toBe(top)
  // By the navigation's link too, which the router would scroll to the top.
  await links(page).first().click()
  await page.waitForURL(/\/contacts\/.+/)
  await page
    .getByRole("navigation", { name: "Main" })
    .getByRole("link", { name: "Contacts" })
    .click()
  await expect(range(page)).toHaveText("21–40 of 51")
  await page.reload()
  await expect(range(page)).toHaveText("21–40 of 51")
})

test("the middle button opens a row's record in a new tab", async ({ page, context }) => {
  await signIn(page)
  const opened = context.waitForEvent("page")
  await page.getByRole("row").nth(2).getByRole("cell").nth(3).click({ button: "middle" })
  await (await opened).waitForURL(/\/contacts\/.+/)
  await expect(page).toHaveURL(/\/contacts$/)
})

test("search finds with names in their owners' spelling, and stands in no address", async ({
  page,
}) => {
  const addresses: string[] = []
  page.on("request", (request) => addresses.push(request.url()))
  await signIn(page)
  await page.getByLabel("Search").fill("o'hara")
  await expect(range(page)).toHaveText(/^1–(\d+) of \1$/)
  await page.getByRole("link", { name: "Adaline O'Hara" }).click()
  await page.waitForURL(/\/contacts\/.+/)
  await page.goBack()
  await expect(page.getByLabel("Search")).toHaveValue("o'hara")
  await expect(page.getByRole("link", { name: "Adaline O'Hara" })).toBeVisible()
  expect(addresses.filter((address) => /hara/i.test(decodeURIComponent(address)))).toEqual([])
  const kept = await page.evaluate(() =>
    JSON.stringify([{ ...localStorage }, { ...sessionStorage }, window.history.state]),
  )
  expect(kept).not.toMatch(/hara/i)
  await page.getByLabel("Search").press("Escape")
  await expect(range(page)).toHaveText("1–20 of 51")
})

test("search has pages of its own", async ({ page }) => {
  await signIn(page)
  await toPage(page, "21–40 of 51")
  await page.getByLabel("Search").fill("example.com")
  await expect(range(page)).toHaveText(/^1–20 of \d+$/)
  await button(page, "Next").click()
  await expect(range(page)).toHaveText(/^21–40 of \d+$/)
  await button(page, "Previous").click()
  await expect(range(page)).toHaveText(/^1–20 of \d+$/)
  await page.getByLabel("Search").fill("")
  await expect(range(page)).toHaveText("21–40 of 51")
})

test("no match is said, with the way out", async ({ page }) => {
  await signIn(page)
  await page.getByLabel("Search").fill("<b>nobody</b> at all")
  await expect(page.getByText("No contact matches")).toBeVisible()
  await expect(page.getByText("“<b>nobody</b> at all”")).toBeVisible()
  await expectAccessible(page)
  await button(page, "Show all contacts").click()
  await expect(range(page)).toHaveText("1–20 of 51")
  await expect(page.getByLabel("Search")).toHaveValue("")
})

test("a failure is told in place, with a way to try again", async ({ page, desk }) => {
  await desk.control.addFault({ kind: "status", status: 503, path: LIST, count: 100 })
  await signIn(page)
  const alert = page.getByRole("main").getByRole("alert")
  await expect(alert).toContainText("GoHighLevel is having trouble.", { timeout: 30_000 })
  await expect(alert).toContainText("Trace id")
  await expectAccessible(page)
  await desk.control.clearFaults()
  await button(page, "Try again").click()
  await expect(range(page)).toHaveText("1–20 of 51")
  await expect(alert).toBeHidden()
})

test("a failing search leaves the text and can be tried again", async ({ page, desk }) => {
  await signIn(page)
  await expect(range(page)).toHaveText("1–20 of 51")
  await desk.control.addFault({ kind: "malformed", path: SEARCH, count: 100 })
  await page.getByLabel("Search").fill("wiza")
  await expect(page.getByRole("main").getByRole("alert")).toBeVisible({ timeout: 30_000 })
  await desk.control.clearFaults()
  await button(page, "Try again").click()
  await expect(page.getByRole("link", { name: "Laron Wiza" })).toBeVisible()
  await expect(page.getByLabel("Search")).toHaveValue("wiza")
})

test("a slow GHL shows the table's frame, and says so after a while", async ({ page, desk }) => {
  await signIn(page)
  await expect(range(page)).toHaveText("1–20 of 51")
  await desk.control.addFault({ kind: "delay", delayMs: 12_000, path: LIST, count: 100 })
  await page.goto("/contacts", { waitUntil: "commit" })
  const slow = page.getByText("GoHighLevel is slow to answer")
  await expect(page.getByRole("columnheader", { name: "Name" })).toBeVisible()
  await expect(slow).toBeHidden()
  await expect(page.getByRole("main").locator("[aria-busy=true]")).toBeVisible()
  await expect(slow).toBeVisible()
  await expectAccessible(page)
  await expect(range(page)).toHaveText("1–20 of 51")
  await expect(slow).toBeHidden()
})

test("nobody yet is a state of its own", async ({ page, desk }) => {
  await desk.control.reset({ contacts: 0 })
  await signIn(page)
  await expect(page.getByText("There are no contacts yet")).toBeVisible()
  await expectAccessible(page)
})

test("the page is accessible, and fits a phone", async ({ page }) => {
  await signIn(page)
  await expect(range(page)).toHaveText("1–20 of 51")
  await expectAccessible(page)
  await page.setViewportSize({ width: 390, height: 844 })
  await expectAccessible(page)
  const wider = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  expect(wider).toBe(0)
  for (const control of [
    button(page, "Next"),
    button(page, "Previous"),
    page.getByLabel("Search"),
    button(page, "Sign out"),
    page.getByRole("combobox", { name: "Contacts per page" }),
    page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Reviews" }),
    page.getByRole("row").nth(1),
  ]) {
    const box = await control.boundingBox()
    expect(box?.height).toBeGreaterThanOrEqual(44)
    expect(box?.width).toBeGreaterThanOrEqual(44)
  }
})
