import type { Page } from "@playwright/test"
import { test } from "./support/own-desk.ts"
import { postExample } from "./support/review.ts"
import { expect, signIn } from "./support/test.ts"
import { summaryOf } from "./support/workspace.ts"

async function leave(tab: Page) {
  await tab.bringToFront()
  await tab.getByRole("link", { name: "Contacts" }).first().click()
  await tab.waitForURL(/\/contacts$/)
}

test("a draft in two tabs is claimed once, stays its reviewer's when one tab is left, and is let go with the last", async ({
  own,
  context,
}) => {
  test.slow()
  const { id } = await postExample(own, 0)
  const [page, other, list] = [
    await context.newPage(),
    await context.newPage(),
    await context.newPage(),
  ]
  await signIn(page, "coordinator", "/reviews")
  // The list as it was before: it offers the claim once more.
  await list.bringToFront()
  await list.goto("/reviews")
  await list.getByRole("button", { name: "More for this draft" }).first().click()
  const claim = list.getByRole("menuitem", { name: "Claim for me" })
  await expect(claim).toBeVisible()
  for (const tab of [page, other]) {
    // A tab that lies behind another may draw nothing for minutes, and be clicked in vain.
    await tab.bringToFront()
    await tab.goto(`/reviews/${id}`)
    await expect(summaryOf(tab)).toBeEditable()
  }
  await list.bringToFront()
  await claim.click()
  await expect(list.getByText("You have this draft now.")).toBeVisible()
  await list.close()

  await leave(other)
  await page.bringToFront()
  await summaryOf(page).press("ControlOrMeta+End")
  await summaryOf(page).pressSequentially(" She walks daily.")
  await expect(page.getByText("Your edits are saved")).toBeVisible()
  await expect(page.getByText("has this draft")).toHaveCount(0)

  await leave(page)
  await expect
    .poll(async () => (await (await page.request.get(`/api/reviews/${id}/state`)).json()).claim)
    .toBeNull()
  const told: string[] = []
  await own.inStore(async (store) => {
    const { rows } = await store.query<{ action: string }>(
      "select action from audit_events where detail->>'draftId' = $1 order by id",
      [id],
    )
    told.push(...rows.map(({ action }) => action))
  })
  expect(told.filter((action) => /claimed|taken-over|released/.test(action))).toEqual([
    "draft.claimed",
    "draft.released",
  ])
})
