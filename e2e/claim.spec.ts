import { postExample } from "./support/review.ts"
import { expect, expectAccessible, signIn, test } from "./support/test.ts"
import { approveButton, colleague, openDraft, summaryOf, takeOver } from "./support/workspace.ts"

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
  await takeOver(other.page)

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
  await takeOver(other.page)
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
