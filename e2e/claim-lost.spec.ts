import type { Browser, Page } from "@playwright/test"
import { postExample } from "./support/review.ts"
import { expect, signIn, test } from "./support/test.ts"
import { approveButton, colleague, openDraft, summaryOf, takeOver } from "./support/workspace.ts"

/** A colleague at another machine who takes the draft over. */
async function takenOver(browser: Browser, baseURL: string | undefined, id: string) {
  const { page } = await colleague(browser, baseURL, `/reviews/${id}`)
  await takeOver(page)
  return page
}

/** Asks for the approval of a draft while nothing that this page sends arrives, nor what others do; `arrive` ends that. */
async function cutOffAtApproval(page: Page, id: string) {
  await openDraft(page, id)
  await expect(approveButton(page)).toBeEnabled()
  await page.route(`**/api/reviews/${id}/state`, (route) => route.abort())
  const address = `**/reviews/${id}`
  await page.route(address, (route) =>
    route.request().method() === "POST" ? route.abort() : route.continue(),
  )
  await page.locator("body").press("a")
  await expect(page.getByRole("alertdialog")).toBeVisible()
  return { arrive: () => page.unroute(address) }
}

const approveIt = (page: Page) =>
  page
    .getByRole("alertdialog")
    .getByRole("button", { name: /^Approve/ })
    .click()

test.beforeEach(({ page }) => signIn(page, "coordinator", "/reviews"))

test("who approves right after a colleague took the draft over is told so, and of no edits", async ({
  desk,
  page,
  browser,
  baseURL,
}) => {
  const { id } = await postExample(desk, 0)
  const { arrive } = await cutOffAtApproval(page, id)
  const other = await takenOver(browser, baseURL, id)
  await arrive()
  await approveIt(page)
  await expect(page.getByRole("alertdialog")).toHaveCount(0)
  await expect(
    page.getByText(/You no longer have this draft: .*somebody took it over/),
  ).toBeVisible()
  await expect(page.getByText("your latest edits are not saved yet")).toHaveCount(0)
  await expect(summaryOf(page)).not.toBeEditable()
  await other.context().close()
})

test("who approves right after a colleague rejected the draft is told who decided it", async ({
  desk,
  page,
  browser,
  baseURL,
}) => {
  const { id } = await postExample(desk, 0)
  const { arrive } = await cutOffAtApproval(page, id)
  const other = await takenOver(browser, baseURL, id)
  await other.getByRole("button", { name: "Reject", exact: true }).click()
  await other.getByRole("radio", { name: "Cannot be understood" }).check()
  await other.getByRole("button", { name: "Reject draft" }).click()
  await expect(other.getByText(/^Rejected by/)).toBeVisible()
  await arrive()
  await approveIt(page)
  await expect(page.getByText("Not approved.", { exact: true })).toBeVisible()
  await expect(page.getByText(/Dana Whitfield rejected/).first()).toBeVisible()
  await other.context().close()
})

test("a asks for the approval and r for the reason of a rejection, and neither while somebody types", async ({
  desk,
  page,
}) => {
  const { id } = await postExample(desk, 0)
  await openDraft(page, id)
  await expect(approveButton(page)).toBeEnabled()
  const before = await summaryOf(page).inputValue()
  await summaryOf(page).press("ControlOrMeta+End")
  await summaryOf(page).pressSequentially("ra")
  await expect(summaryOf(page)).toHaveValue(`${before}ra`)
  await expect(page.getByRole("alertdialog").or(page.getByRole("dialog"))).toHaveCount(0)

  await summaryOf(page).blur()
  await page.keyboard.press("a")
  await expect(
    page.getByRole("alertdialog").getByRole("button", { name: /^Approve/ }),
  ).toBeVisible()
  await page.keyboard.press("Escape")
  await expect(page.getByRole("alertdialog")).toHaveCount(0)

  await page.keyboard.press("r")
  const rejecting = page.getByRole("dialog").filter({ hasText: "Reject" })
  await rejecting.getByRole("radio", { name: "Cannot be understood" }).check()
  await rejecting.getByRole("button", { name: "Reject draft" }).click()
  await expect(page.getByText(/^Rejected by/)).toBeVisible()
})
