import type { Page } from "@playwright/test"
import { test } from "./support/own-desk.ts"
import { pictures } from "./support/pictures.ts"
import { reconcile } from "./support/reconcile.ts"
import { approve, postExample, writeBack } from "./support/review.ts"
import { expect, expectAccessible, signIn } from "./support/test.ts"

// What is found here stays open in the store: each test has its own.
test.describe.configure({ timeout: 180_000 })

const needYou = (page: Page) => page.getByRole("link", { name: /^Changes.*that need you/ }).first()

/** Leaves a difference so, and sees it go from the list. */
async function leave(page: Page, text: RegExp) {
  const drift = page.getByRole("listitem").getByRole("listitem").filter({ hasText: text })
  await drift.getByRole("button", { name: "Leave it so" }).click()
  await expect(drift).toHaveCount(0)
}

test("an edit in GHL after the approval is told and needs nobody, a note gone from there needs a person until it is left so", async ({
  own,
  page,
}) => {
  await signIn(page, "coordinator", "/reviews")
  const { id, body } = await postExample(own, 1)
  await page.goto(`/reviews/${id}`)
  await approve(page)
  await expect(writeBack(page, "Saved")).toBeVisible({ timeout: 30_000 })
  await own.control.editAsSomeoneElse(body.contactId, {
    fields: { "contact.call_notes": "Rewritten in GoHighLevel." },
    removeTags: ["bloodwork_completed"],
  })
  const { code, output } = await reconcile(own)
  expect(code, output).toBe(1)
  expect(output).toMatch(
    new RegExp(`text-changed {2}change [0-9a-f-]{36} {2}contact ${body.contactId}`),
  )
  expect(output).not.toContain("Rewritten")

  await page.goto("/changes")
  const line = page.getByText(/^1 decision differs in GoHighLevel/)
  await expect(line).toContainText("by edits made there. None needs you.")
  await expect(page.getByText("given up, and none needs you.")).toBeVisible()
  await expect(needYou(page)).toHaveCount(0)
  await pictures(page, "differs-by-edits", line)
  await expectAccessible(page)
  await page.getByRole("link", { name: "See what differs" }).click()
  await page.waitForURL("**/changes/drift")
  const truth = await own.control.truth(body.contactId)
  const row = page
    .getByRole("listitem")
    .filter({ has: page.getByRole("link", { name: truth?.contact.lastName }) })
  await expect(row.getByText(/Call notes were edited in GoHighLevel since/)).toBeVisible()
  await expect(row.getByText("The tag bloodwork_completed is no longer there.")).toBeVisible()
  await pictures(page, "drift", row)
  await expectAccessible(page)
  await leave(page, /Call notes were edited/)
  await expect(row.getByText("The tag bloodwork_completed is no longer there.")).toBeVisible()

  const note = truth?.notes.find(({ body: text }) => text.includes("Caredesk ref"))
  await own.control.editAsSomeoneElse(body.contactId, { notes: { remove: [note?.id ?? ""] } })
  expect((await reconcile(own)).output).toContain("note-missing")
  await page.goto("/changes")
  await expect(line).toContainText("and needs you: a note is missing.")
  await expect(page.getByText("Nothing is on its way")).toBeVisible()
  await expect(page.getByText("none needs you")).toHaveCount(0)
  await expect(needYou(page)).toHaveText(/1 that need you/)
  await pictures(page, "note-missing", line)
  await expectAccessible(page)

  await page.getByRole("link", { name: "See what differs" }).click()
  await page.waitForURL("**/changes/drift")
  await leave(page, /The note with Caredesk ref .* is no longer there/)
  await expect(needYou(page)).toHaveCount(0)
  await page.getByRole("link", { name: /On their way/ }).click()
  await expect(line).toContainText("None needs you.")
  await page.goto("/changes/drift")
  await row.getByRole("link", { name: /Approved by Robin Hale/ }).click()
  await page.waitForURL(/\/changes\/[0-9a-f-]{36}$/)
})
