import { DEFAULT_SEED } from "#lib/sandbox/seed/labs.ts"
import { pageThreeContact } from "#lib/sandbox/seed/persons-of-note.ts"
import { createWorld } from "#lib/sandbox/seed/world.ts"
import type { Desk } from "./support/app.ts"
import { testWith } from "./support/desk-with.ts"
import { postExample } from "./support/review.ts"
import { expect, expectAccessible, signIn } from "./support/test.ts"

const test = testWith({ WATCH_SECONDS: "1" })

const WHY = "lacks the scope contacts.write"
const { id, name } = pageThreeContact()
const world = await createWorld(DEFAULT_SEED, 51)
const other = world.contacts.find((contact) => contact.id !== id)?.id ?? ""
const write = (desk: Desk, contactId: string, text: string) =>
  desk.control.editAsSomeoneElse(contactId, { fields: { "contact.call_notes": text } })

test("what is already open closes too once writing is refused, with the reason, and keeps what was typed", async ({
  desk,
  page,
}) => {
  test.setTimeout(240_000)
  await signIn(page)
  const notes = page.getByRole("textbox", { name: "Call notes" })
  const banner = page.getByRole("alert").filter({ hasText: "lets Caredesk read, but not write" })

  // A conflict, and a change that could be taken back.
  await page.goto(`/contacts/${other}`)
  await page.getByRole("button", { name: "Edit call notes" }).click()
  await notes.fill("What I want to write.")
  await write(desk, other, "What a colleague wrote meanwhile.")
  await page.getByRole("button", { name: "Save", exact: true }).click()
  await expect(page.getByText("Conflict", { exact: true }).first()).toBeVisible({ timeout: 30_000 })
  await page.getByRole("combobox", { name: "Add tag" }).fill("to-take-back")
  await page.getByRole("option", { name: /to-take-back/ }).click()
  await expect(page.getByRole("button", { name: "Remove tag to-take-back" })).toBeEnabled()
  await write(desk, id, "Ferritin is 12 ng/mL, below the range.")

  await page.goto(`/contacts/${id}`)
  await page.getByRole("button", { name: "Edit call notes" }).click()
  await notes.fill("Typed before it was refused.")
  await page.getByRole("button", { name: "Add follow-up" }).click()
  await page.getByLabel("What is to be done").fill("Call again")
  await expect(page.getByRole("button", { name: "Save", exact: true })).toBeEnabled()
  await expect(page.getByRole("button", { name: "Add task" })).toBeEnabled()
  const second = await page.context().newPage()
  await second.goto(`/contacts/${id}`)
  await second.getByRole("button", { name: "Lifecycle step" }).click()
  const lifecycle = second.getByRole("dialog", { name: "Lifecycle step" })
  await expect(lifecycle.getByRole("button", { name: "Confirm step" })).toBeEnabled()
  const third = await page.context().newPage()
  await third.goto(`/reviews/${(await postExample(desk, 0)).id}`)
  await third.getByRole("button", { name: "Approve", exact: true }).click()
  const question = third.getByRole("alertdialog")
  await expect(question.getByRole("button", { name: "Approve and write" })).toBeEnabled()
  await desk.control.settings({ revokedScopes: ["contacts.write"] })
  await page.getByRole("combobox", { name: "Add tag" }).fill("kept-for-later")
  await page.getByRole("option", { name: /kept-for-later/ }).click()
  await expect(banner).toBeVisible({ timeout: 60_000 })
  await expect(page.getByRole("button", { name: "Save", exact: true })).toBeDisabled()
  await expect(page.getByRole("button", { name: "Add task" })).toBeDisabled()
  await expect(notes).toHaveValue("Typed before it was refused.")
  await expectAccessible(page)
  await expect(lifecycle.getByRole("button", { name: "Confirm step" })).toBeDisabled({
    timeout: 60_000,
  })
  await expect(lifecycle).toContainText(WHY)
  await expectAccessible(second)
  await second.close()
  await expect(question.getByRole("button", { name: "Approve and write" })).toBeDisabled({
    timeout: 60_000,
  })
  await expect(question).toContainText(WHY)
  await expectAccessible(third)
  await third.close()

  await page.goto("/changes")
  await expect(banner).toBeVisible()
  await page.getByRole("link", { name: "Resolve conflict" }).click()
  await page.waitForURL(/\/changes\/[0-9a-f-]{36}$/)
  await expect(page.getByRole("button", { name: "Write mine over it" })).toBeDisabled()
  await expect(page.getByRole("button", { name: "Write the merged text" })).toBeDisabled()
  await expect(page.getByRole("button", { name: "Keep what is in GoHighLevel" })).toBeEnabled()
  await expect(page.locator("#main")).toContainText(WHY)
  await expectAccessible(page)
  await page.goto("/changes")
  await page.getByRole("button", { name: "Undo" }).first().click()
  const dialog = page.getByRole("dialog", { name: /^Take back/ })
  await expect(dialog).toContainText(WHY)
  await expect(dialog.getByRole("button", { name: "Take it back" })).toBeDisabled()
  await expectAccessible(page)

  // Accepting text as it stands writes nothing; moving the client on would.
  const row = page.locator("#main").getByRole("link", { name: new RegExp(name) })
  await expect(async () => {
    await page.goto("/reviews")
    await expect(row).toHaveCount(1, { timeout: 2_000 })
  }).toPass({ timeout: 60_000 })
  await row.click()
  await expect(banner).toBeVisible()
  const approve = page.getByRole("button", { name: "Approve", exact: true })
  await expect(approve).toBeEnabled({ timeout: 30_000 })
  await page.getByRole("checkbox", { name: "Move the client on in the lifecycle" }).click()
  await expect(approve).toBeDisabled()
  await expect(page.locator("#main")).toContainText(WHY)
})
