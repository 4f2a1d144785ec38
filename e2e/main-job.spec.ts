import { exampleDrafts } from "#lib/sandbox/example-drafts.ts"
import { pageThreeContact } from "#lib/sandbox/seed/persons-of-note.ts"
import { approve, writeBack } from "./support/review.ts"
import { expect, signInByForm, test } from "./support/test.ts"

test.use({ store: "new" })

test("a coordinator finds a contact on page 3, edits tags, saves call notes, reviews a draft and approves", async ({
  desk,
  page,
}) => {
  const { id, name } = pageThreeContact()
  const template = exampleDrafts().find((draft) => draft.contactId === id) ?? exampleDrafts()[0]
  if (!template) throw new Error("no example draft")
  const report = (await import("#lib/sandbox/seed/labs.ts"))
    .labReports()
    .find((one) => one.contactId === id)
  if (!report) throw new Error("the contact has no lab report")
  await desk.postDraft({
    ...template,
    contactId: id,
    userId: report.userId,
    source: { ...template.source, documentId: report.documentId },
    runId: `main-job-${process.pid}-${Date.now()}`,
  })

  await signInByForm(page)
  await expect(page.locator("#main").getByText("of 51")).toBeVisible()
  for (let turn = 0; turn < 2; turn++) {
    await page.getByRole("button", { name: "Next" }).click()
    await expect(page.getByText(turn === 0 ? /21.40 of 51/ : /41.51 of 51/)).toBeVisible()
  }
  await page.getByRole("link", { name }).first().click()
  await page.waitForURL(`**/contacts/${id}`)
  await desk.control.clearJournal()

  await page.getByRole("combobox", { name: "Add tag" }).fill("main job")
  await page.getByRole("option", { name: /main job/ }).click()
  await expect(page.getByRole("button", { name: "Remove tag main job" })).toBeEnabled()

  await page.getByRole("button", { name: "Edit call notes" }).click()
  await page.getByRole("textbox", { name: "Call notes" }).fill("Called: she feels well.")
  await page.getByRole("button", { name: "Save", exact: true }).click()
  await expect(page.getByRole("button", { name: "Edit call notes" })).toBeVisible({
    timeout: 20_000,
  })

  await page.getByRole("link", { name: "Reviews" }).first().click()
  await page.waitForURL("**/reviews")
  await page
    .getByRole("link", { name: new RegExp(name) })
    .last()
    .click()
  await page.waitForURL(/\/reviews\/[0-9a-f-]{36}/)
  await expect(page.getByText("The client's name stands in the document.")).toBeVisible()
  const summary = page.getByLabel("Summary, for the call notes")
  await summary.fill(`${await summary.inputValue()}\n\nRead against the report.`)
  await expect(page.getByText("Your edits are saved")).toBeVisible()
  await expect(
    page.getByRole("list").filter({ hasText: "Called: she feels well." }).first(),
  ).toBeVisible()
  await approve(page)
  await expect(writeBack(page, "Saved")).toBeVisible({ timeout: 20_000 })

  const journal = (await desk.control.journal()).filter(
    (entry) => entry.actor === "app" && entry.method !== "GET" && entry.path !== "/contacts/search",
  )
  expect(journal.map(({ method, path, status }) => `${method} ${path} ${status}`)).toEqual([
    `POST /contacts/${id}/tags 201`,
    `PUT /contacts/${id} 200`,
    `PUT /contacts/${id} 200`,
    `POST /contacts/${id}/tags 201`,
    `DELETE /contacts/${id}/tags 200`,
    `POST /contacts/${id}/notes 201`,
  ])
  const texts = journal
    .flatMap((entry) => entry.effects)
    .flatMap((effect) => (effect.kind === "fields" ? [effect.after["contact.call_notes"]] : []))
  expect(texts[0]).toBe("Called: she feels well.")
  expect(texts[1]).toMatch(
    /^Bloodwork collected on[\s\S]*Read against the report\.\n\n--- Earlier call notes, kept on \d{4}-\d\d-\d\d ---\nCalled: she feels well\.$/,
  )
  const truth = await desk.control.truth(id)
  expect(truth?.contact.tags).toEqual(expect.arrayContaining(["main job", "bloodwork_completed"]))
  expect(truth?.contact.tags).not.toContain("bloodwork_scheduled")
  const notes = truth?.notes.filter((note) =>
    note.body.includes("edited and approved by Robin Hale"),
  )
  expect(notes).toHaveLength(1)
  await expect(page.getByRole("heading", { name: "Decision" })).toBeVisible()
})
