import type { Browser, Page } from "@playwright/test"
import { demoDrafts, exampleDrafts, oneMoreDraft } from "#lib/sandbox/example-drafts.ts"
import type { Desk } from "./support/app.ts"
import { test } from "./support/own-desk.ts"
import { expect, expectAccessible, signIn } from "./support/test.ts"

test.describe.configure({ timeout: 180_000 })

const rows = (page: Page) => page.locator("#main li").filter({ has: page.getByRole("link") })
const row = (page: Page, name: string | RegExp) => rows(page).filter({ hasText: name })
const queue = (page: Page, name: string | RegExp) =>
  page.getByRole("navigation", { name: "Queues" }).getByRole("link", { name })
const namesAreIn = (page: Page) => expect(page.getByText("Name on its way")).toHaveCount(0)

async function chooseInMenu(page: Page, name: string | RegExp, item: string | RegExp) {
  await row(page, name).getByRole("button", { name: "More for this draft" }).click()
  await page.getByRole("menu").getByText(item).click()
}

/** The admin, Dana Whitfield, in a browser of her own. */
async function asDana(browser: Browser, desk: Desk) {
  const page = await (await browser.newContext({ baseURL: desk.url })).newPage()
  await signIn(page, "admin", "/reviews")
  return page
}

/** Posts example drafts; answers their ids. */
const post = async (desk: Desk, ...which: number[]) => {
  const ids: string[] = []
  for (const n of which) {
    const draft = exampleDrafts()[n]
    if (!draft) throw new Error(`there is no example draft ${n}`)
    ids.push(await desk.postDraft(draft))
  }
  return ids
}

test("what cannot wait stands first with its reason, and every queue has its count", async ({
  own,
  page,
}) => {
  for (const draft of demoDrafts()) await own.postDraft(draft)
  await signIn(page, "coordinator", "/reviews")
  const urgent = page.getByRole("region", { name: "Urgent" })
  await expect(urgent.getByRole("listitem")).toHaveCount(1)
  await expect(urgent).toContainText("Potassium 6.8 mmol/L")
  await expect(urgent).toContainText("critical from 6.2")
  await expect(urgent).toContainText("Due in 4 h")
  await expect(rows(page).first()).toContainText("Potassium")
  await expect(rows(page)).toHaveCount(7)
  await expect(row(page, "Adaline O'Hara")).toContainText("Due in 2 days")
  await expect(row(page, "Adaline O'Hara")).toContainText("Bloodwork scheduled")
  await expect(row(page, "Another client’s draft")).toHaveCount(1)

  await expect(queue(page, /Waiting/)).toHaveText(/1 urgent,\s*7$/)
  await expect(
    page
      .getByRole("navigation", { name: "Main" })
      .getByRole("link", { name: /Reviews/ })
      .first(),
  ).toHaveText(/1 urgent,\s*7 waiting/)
  await expect(page).toHaveTitle("(7) Reviews · Caredesk")
  for (const width of [1440, 390]) {
    await page.setViewportSize({ width, height: 900 })
    await namesAreIn(page)
    await expectAccessible(page)
    const sideways = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    )
    expect(sideways).toBeLessThanOrEqual(0)
  }
  await page.setViewportSize({ width: 1440, height: 900 })

  await queue(page, /Superseded/).click()
  await expect(row(page, "a newer run took its place")).toHaveCount(1)
  await expect(page).toHaveURL(/\/reviews\?queue=superseded$/)
  await page.getByRole("link", { name: "Contacts" }).first().click()
  await expect(page).toHaveTitle("(7) Contacts · Caredesk")
})

test("the list is walked, claimed from and opened by keys, which can be switched off", async ({
  own,
  page,
}) => {
  const [first, second] = await post(own, 0, 1)
  await signIn(page, "coordinator", "/reviews")
  await namesAreIn(page)
  const link = (id: string | undefined) => page.locator(`#draft-${id}`)

  await page.keyboard.press("j")
  await expect(link(first)).toBeFocused()
  await page.keyboard.press("j")
  await expect(link(second)).toBeFocused()
  await expect(link(second)).toBeInViewport()
  await page.keyboard.press("j")
  await expect(link(second)).toBeFocused()
  await page.keyboard.press("k")
  await expect(link(first)).toBeFocused()

  await page.keyboard.press("c")
  await expect(page.getByText("You have this draft now.")).toBeVisible()
  await expect(row(page, "Adaline O'Hara")).toContainText(/You\s*5 min left/)

  await page.keyboard.press("?")
  const help = page.getByRole("dialog", { name: "Keyboard shortcuts" })
  await expect(help).toContainText("Open it, to approve")
  await expectAccessible(page)
  await help.getByRole("switch").click()
  await page.keyboard.press("Escape")
  await expect(help).toBeHidden()
  await page.keyboard.press("a")
  await page.keyboard.press("?")
  await expect(help).toBeHidden()
  await page.reload()
  await namesAreIn(page)
  await page.keyboard.press("j")
  await expect(page.locator("#main a:focus")).toHaveCount(0)
  // What is switched off by a key can be switched on without one.
  await page.getByRole("button", { name: "Keyboard shortcuts" }).click()
  await help.getByRole("switch").click()
  await page.keyboard.press("Escape")
  await expect(help).toBeHidden()

  await page.keyboard.press("k")
  for (const [key, hash] of [
    ["a", "#approve"],
    ["e", "#edit"],
    ["r", "#reject"],
  ] as const) {
    await page.locator("#main li a").first().focus()
    await page.keyboard.press(key)
    await page.waitForURL((url) => url.hash === hash && url.pathname.includes(`/${first}`))
    await page.goto("/reviews")
    await namesAreIn(page)
  }
  await page.locator("#main li a").first().focus()
  await page.keyboard.press("Enter")
  await page.waitForURL(new RegExp(`/reviews/${first}$`))
})

test("an empty queue says why, and where the work is", async ({ own, page, browser }) => {
  await signIn(page, "coordinator", "/reviews")
  await expect(page.getByText("Nothing waits for a review")).toBeVisible()
  await expect(page).toHaveTitle("Reviews · Caredesk")
  await expectAccessible(page)
  for (const [name, title] of [
    [/In review/, "Nobody is reviewing a draft right now"],
    [/Backlog/, "Nothing is left of the backlog"],
    [/Returned/, "Nothing is back at the pipeline"],
    [/Approved/, "Nothing was approved yet"],
    [/Rejected/, "Nothing was rejected yet"],
    [/Superseded/, "Nothing was superseded"],
  ] as const) {
    await queue(page, name).click()
    await expect(page.getByText(title)).toBeVisible()
  }

  await post(own, 0, 1)
  const dana = await asDana(browser, own)
  await namesAreIn(dana)
  await chooseInMenu(dana, "Adaline O'Hara", "Claim for me")
  await expect(dana.getByText("You have this draft now.")).toBeVisible()
  await chooseInMenu(dana, "McDonnell", "Claim for me")
  await expect(queue(dana, /In review/)).toHaveText(/2$/)

  await queue(page, /Waiting/).click()
  await expect(page.getByText("All 2 drafts that wait are being reviewed")).toBeVisible()
  await expect(page.getByText("Dana Whitfield has them open now.")).toBeVisible()
  await expect(page).toHaveTitle("Reviews · Caredesk")
  await page.getByRole("link", { name: "Show who reviews what" }).click()
  await expect(rows(page)).toHaveCount(2)
  await page.getByRole("switch", { name: "Only mine" }).click()
  await expect(page.getByText("Nothing here is assigned to you")).toBeVisible()
  await expect(page).toHaveURL(/queue=claimed&mine=1$/)
  await page.getByRole("link", { name: "Show all of this queue" }).click()
  await expect(rows(page)).toHaveCount(2)
})

test("drafts are assigned, claimed, let go and taken over from the list", async ({
  own,
  page,
  browser,
}) => {
  const [first] = await post(own, 0, 1)
  await signIn(page, "coordinator", "/reviews")
  const dana = await asDana(browser, own)
  await namesAreIn(page)

  await chooseInMenu(page, "Adaline O'Hara", "Dana Whitfield")
  await expect(page.getByText("Assigned to Dana Whitfield.")).toBeVisible()
  await expect(row(page, "Adaline O'Hara")).toContainText("Dana Whitfield")
  await dana.getByRole("switch", { name: "Only mine" }).click()
  await expect(row(dana, "Adaline O'Hara")).toBeVisible()
  await expect(rows(dana)).toHaveCount(1)

  await chooseInMenu(dana, "Adaline O'Hara", "Claim for me")
  await expect(row(dana, "Adaline O'Hara")).toContainText(/You\s*5 min left/)
  // What nobody else has cannot be let go for them.
  await row(page, "McDonnell").getByRole("button", { name: "More for this draft" }).click()
  await expect(page.getByRole("menu")).not.toContainText("Let it go")
  await page.keyboard.press("Escape")
  await chooseInMenu(dana, "Adaline O'Hara", "Let it go")
  await expect(dana.getByText("You let this draft go.")).toBeVisible()
  await expect(row(dana, "Adaline O'Hara")).not.toContainText("min left")
  await expect(queue(dana, /In review/)).toHaveText(/0$/)
  await chooseInMenu(dana, "Adaline O'Hara", "Claim for me")
  await expect(row(dana, "Adaline O'Hara")).toContainText(/You\s*5 min left/)

  await queue(page, /In review/).click()
  const held = row(page, "Adaline O'Hara")
  await expect(held).toContainText(/Reviewed now by Dana Whitfield\s*\d min left/)
  await namesAreIn(page)
  await chooseInMenu(page, "Adaline O'Hara", /Take over from Dana Whitfield/)
  const question = page.getByRole("alertdialog", { name: "Take over from Dana Whitfield?" })
  await expectAccessible(page)
  await question.getByRole("button", { name: "Leave it" }).click()
  await expect(held).toContainText("Dana Whitfield")
  await chooseInMenu(page, "Adaline O'Hara", /Take over from Dana Whitfield/)
  await question.getByRole("button", { name: "Take over and open" }).click()
  await page.waitForURL(new RegExp(`/reviews/${first}`))
  await dana.goto("/reviews?queue=claimed")
  await expect(row(dana, "Adaline O'Hara")).toContainText("Robin Hale")
  await chooseInMenu(dana, "Adaline O'Hara", "Nobody")
  await expect(dana.getByText("Assigned to nobody.")).toBeVisible()
})

/** Whatever the page does at once for what just happened has been done. */
const afterDrawing = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<void>((done) => requestAnimationFrame(() => requestAnimationFrame(() => done()))),
  )

test("the list is live, and nothing in it moves under the pointer", async ({ own, page }) => {
  await post(own, 0, 1)
  await signIn(page, "coordinator", "/reviews")
  await namesAreIn(page)
  await page.mouse.move(5, 5)

  // Nobody points at the list: what is new stands in its place.
  await own.postDraft(oneMoreDraft("live-1"))
  await expect(rows(page)).toHaveCount(3, { timeout: 40_000 })
  await expect(page).toHaveTitle("(3) Reviews · Caredesk")

  const place = async () => (await row(page, "McDonnell").boundingBox())?.y
  await row(page, "McDonnell").hover()
  const before = await place()
  await post(own, 6)
  const news = page.getByRole("button", { name: "1 new urgent draft" })
  await expect(news).toBeVisible({ timeout: 40_000 })
  expect(await place()).toBe(before)
  await expect(rows(page)).toHaveCount(3)
  // A newer run takes a draft's place: its row stays, and says so.
  const again = exampleDrafts()[0]
  await own.postDraft({ ...again, runId: "live-2" })
  await row(page, "McDonnell").hover()
  await expect(row(page, "No longer in this queue")).toBeVisible({ timeout: 40_000 })
  expect(await place()).toBe(before)

  // Nor does it on the way to what shows all, which would be gone from under the pointer; nor for the keyboard.
  const all = page.getByRole("button", { name: "2 new drafts, 1 urgent" })
  await all.hover()
  await afterDrawing(page)
  await expect(all).toBeVisible()
  expect(await place()).toBe(before)
  await row(page, "McDonnell").getByRole("link").first().focus()
  await page.mouse.move(5, 5)
  await all.focus()
  await afterDrawing(page)
  await expect(all).toBeVisible()
  expect(await place()).toBe(before)
  await all.click()
  await page.mouse.move(5, 5)
  await expect(rows(page)).toHaveCount(4)
  await expect(rows(page).first()).toContainText("Potassium")
  await expect(row(page, "No longer in this queue")).toHaveCount(0)
})

test("rows stand before GHL has answered; names cost one read each, and looking again none", async ({
  own,
  page,
}) => {
  await post(own, 0, 1, 2, 4)
  await own.control.addFault({ kind: "delay", delayMs: 8_000, path: "/contacts/", count: 4 })
  const reads = async () =>
    (await own.control.journal()).filter(
      ({ method, path }) => method === "GET" && /^\/contacts\/\w+$/.test(path),
    ).length
  await signIn(page, "coordinator", "/reviews")
  await expect(rows(page)).toHaveCount(4)
  await expect(page.getByText("Name on its way").first()).toBeAttached()
  await namesAreIn(page)
  expect(await reads()).toBe(4)
  await own.control.clearFaults()
  await page.reload()
  await namesAreIn(page)
  await page.waitForResponse((answer) => /\/api\/reviews(\?|$)/.test(answer.url()), {
    timeout: 40_000,
  })
  expect(await reads()).toBe(4)
})

test("GHL down: the inbox stands without names", async ({ own, page }) => {
  const body = exampleDrafts()[0]
  await post(own, 0)
  await own.control.addFault({ kind: "html", status: 502, path: "/contacts/", count: 1_000 })
  await signIn(page, "coordinator", "/reviews")
  await expect(row(page, `Contact ${body?.contactId}`)).toBeVisible({ timeout: 30_000 })
  await own.control.clearFaults()
  await expect(row(page, "Adaline O'Hara")).toBeVisible({ timeout: 60_000 })
})
