import { exampleDrafts } from "#lib/sandbox/example-drafts.ts"
import { idOf } from "#lib/sandbox/seed/ids.ts"
import { DEFAULT_SEED } from "#lib/sandbox/seed/labs.ts"
import { test } from "./support/own-desk.ts"
import { answerApproval, approve, writeBack } from "./support/review.ts"
import { expect, expectAccessible, signIn } from "./support/test.ts"

/** The example whose client has two lab documents: a report and a photo. */
const EXAMPLE = exampleDrafts()[5]
const PHOTO = idOf("document", DEFAULT_SEED, 11, "photo")

const WAITS = "Another draft of this client waits."
const APPROVED = "A newer draft of this client was approved on"

test("of two drafts about two reports the older one is not approved over the newer in silence", async ({
  page,
  own,
}) => {
  if (!EXAMPLE) throw new Error("there is no such example draft")
  const post = (run: string, hoursAgo: number, summary: string, documentId: string) =>
    own.postDraft({
      ...EXAMPLE,
      runId: `two-reports-${run}`,
      createdAt: new Date(Date.now() - hoursAgo * 3_600_000).toISOString(),
      summary,
      source: { documentId },
    })
  const older = await post(
    "old",
    2,
    "As the older report says, all is well.",
    EXAMPLE.source.documentId,
  )
  const newer = await post("new", 1, "As the newer report says, all is well.", PHOTO)
  const row = (id: string) =>
    page.getByRole("listitem").filter({ has: page.locator(`#draft-${id}`) })

  await signIn(page, "coordinator", "/reviews")
  for (const id of [older, newer]) await expect(row(id)).toContainText(WAITS)
  await expectAccessible(page)

  await page.goto(`/reviews/${newer}`)
  await expect(page.getByText(WAITS)).toBeVisible()
  await expect(page.getByText(APPROVED)).toHaveCount(0)
  await expect(page.getByRole("link", { name: "Open the other one" })).toHaveAttribute(
    "href",
    `/reviews/${older}`,
  )
  await expectAccessible(page)
  await approve(page)
  await expect(writeBack(page, "Saved")).toBeVisible({ timeout: 30_000 })
  await expect(page.getByText(WAITS)).toHaveCount(0)

  await page.goto("/reviews")
  await expect(row(older)).toContainText(APPROVED)
  await expect(row(older)).not.toContainText(WAITS)
  await page.goto(`/reviews/${older}`)
  await expect(page.getByText(APPROVED)).toBeVisible()
  await expect(page.getByRole("link", { name: "Open the newer one" })).toHaveAttribute(
    "href",
    `/reviews/${newer}`,
  )
  await expectAccessible(page)

  await page.getByRole("button", { name: "Approve", exact: true }).click()
  const dialog = page.getByRole("alertdialog")
  await dialog.getByRole("button", { name: "Approve and write" }).click()
  await expect(dialog).toContainText("Approve it all the same?")
  await expect(dialog).toContainText(/A newer draft of this client was approved by .+ on .+, .+\./)
  await expect(dialog).toContainText("will no longer stand there once this one is written")
  await expectAccessible(page)
  const truth = () => own.control.truth(EXAMPLE.contactId)
  expect((await truth())?.fields["contact.call_notes"]).toContain("the newer report")

  const writing = page.getByRole("region", { name: /Approved summary/ })
  await answerApproval(page, () => writing.isVisible())
  await expect(writeBack(page, "Saved")).toBeVisible({ timeout: 30_000 })
  const written = (await truth())?.fields["contact.call_notes"]
  expect(written).toMatch(/^As the older report says, all is well\./)
  expect(written).not.toContain("the newer report")
})
