import { test } from "./support/own-desk.ts"
import { approve, postExample, writeBack } from "./support/review.ts"
import { expect, expectAccessible, signIn } from "./support/test.ts"

test("a draft decided a month ago shows its decision, and none of its texts is kept", async ({
  own,
  page,
}) => {
  await signIn(page, "coordinator", "/reviews")
  const draft = await postExample(own, 0)
  const opening = draft.body.summary.slice(0, 40)
  await page.goto(`/reviews/${draft.id}`)
  await approve(page)
  await expect(writeBack(page, "Saved")).toBeVisible({ timeout: 30_000 })

  await own.inStore(async (store) => {
    await store.query("update drafts set decided_at = decided_at - interval '31 days'")
    await store.query("update changes set finished_at = finished_at - interval '31 days'")
  })
  await expect(async () => {
    await page.goto(`/reviews/${draft.id}`)
    await expect(page.getByText("The texts of this draft are no longer kept")).toBeVisible()
  }).toPass({ timeout: 30_000 })
  await expect(page.getByText(/^Approved by .+ The decision is kept\.$/)).toBeVisible()
  expect(await page.content()).not.toContain(opening)
  await expectAccessible(page)
  await page.getByRole("link", { name: "Open the record" }).click()
  await page.waitForURL(`**/contacts/${draft.body.contactId}`)

  await own.inStore(async (store) => {
    const { rows } = await store.query<{ texts: string }>(
      "select concat(summary, analysis, source, edited_summary, edited_analysis) as texts from drafts",
    )
    expect(rows.map(({ texts }) => texts).join("")).not.toContain(opening)
  })
})
