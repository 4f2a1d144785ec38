import type { Page } from "@playwright/test"
import { exampleDrafts } from "#lib/sandbox/example-drafts.ts"
import { test } from "./support/own-desk.ts"
import { pictures } from "./support/pictures.ts"
import { answerApproval, postExample, writeBack } from "./support/review.ts"
import { expect, expectAccessible, signIn } from "./support/test.ts"

// Its app is started twice, and axe looks at a page in light and dark.
test.describe.configure({ timeout: 360_000 })

const NO_DOCUMENTS = { kind: "status", status: 500, path: "/documents", count: 500 } as const
const UNREAD = "The document could not be opened by the evidence check"
const flags = (page: Page) => page.getByRole("list", { name: "Open flags" })

test("a document that can no longer be read at the approval is asked about, and the reason typed over it is kept", async ({
  own,
  page,
}) => {
  await signIn(page, "admin", "/reviews")
  const body = exampleDrafts()[0]
  const [marker] = body?.source.biomarkers ?? []
  if (!body?.source.documentId || !marker) throw new Error("the example has no document")
  // Its document is all that tells of the value.
  const wrong = `${marker.name} is ${marker.value * 3 + 1} ${marker.unit}.`
  const { documentId } = body.source
  const id = await own.postDraft({
    ...body,
    ...{ runId: "e2e-document-unread", summary: wrong, analysis: "To be talked about." },
    source: { documentId },
  })
  await page.goto(`/reviews/${id}`)
  await expect(page.getByLabel(/^Summary/)).toBeEditable()
  await expect(
    flags(page)
      .getByRole("button", { name: /contradicted/i })
      .first(),
  ).toBeVisible()

  // Another start of the app, which has read nothing yet; the page stays as it is.
  await own.kill()
  await own.start()
  await own.control.addFault(NO_DOCUMENTS)
  const dialog = page.getByRole("alertdialog")
  await page.getByRole("button", { name: "Approve", exact: true }).click()
  const reason = "The lab phoned with the corrected value."
  await dialog.getByLabel("Why is it right all the same?").fill(reason)
  await dialog.getByRole("button", { name: "Approve and write" }).click()
  await expect(dialog).toContainText("Approve it all the same?")
  await expect(dialog).toContainText("The document could not be read just now")
  await pictures(page, "document-unread", dialog)
  await expectAccessible(page)
  expect((await own.control.truth(body.contactId))?.fields["contact.call_notes"]).not.toContain(
    wrong,
  )

  await answerApproval(page, () => writeBack(page, "Saved").isVisible())
  expect((await own.control.truth(body.contactId))?.fields["contact.call_notes"]).toContain(wrong)
  await page.reload()
  const decided = page.getByRole("region", { name: "Decision" })
  await expect(decided).toContainText(reason)
  await expect(decided).toContainText("of which the check at the approval itself found none")
  await expect(decided).toContainText("document could not be read at that moment")
})

test("of a document that never could be read the page says so, and the approval asks", async ({
  own,
  page,
}) => {
  await own.control.addFault(NO_DOCUMENTS)
  await signIn(page, "coordinator", "/reviews")
  const { id } = await postExample(own, 0)
  await page.goto(`/reviews/${id}`)
  await expect(page.getByText(UNREAD).first()).toBeVisible()
  const dialog = page.getByRole("alertdialog")
  await page.getByRole("button", { name: "Approve", exact: true }).click()
  await expect(dialog).toContainText(UNREAD)
  await dialog.getByRole("button", { name: "Approve and write" }).click()
  await expect(dialog).toContainText("The document could not be read just now")
  await dialog.getByRole("button", { name: "Back" }).click()
  await expect(page.getByRole("button", { name: "Approve", exact: true })).toBeEnabled()
})
