import type { Page } from "@playwright/test"
import { DEFAULT_SEED } from "#lib/sandbox/seed/labs.ts"
import { createWorld } from "#lib/sandbox/seed/world.ts"
import type { Desk } from "./support/app.ts"
import { test as inMemory, pickField } from "./support/in-memory.ts"
import { test } from "./support/own-desk.ts"
import { postExample } from "./support/review.ts"
import { expect, expectAccessible, signIn } from "./support/test.ts"

const SCOPE = "locations/customFields.readonly"
const REASON = "GoHighLevel does not let Caredesk read the custom fields’ names."
const world = await createWorld(DEFAULT_SEED, 51)
const target = world.contacts.find(({ tags, city }) => tags.length > 0 && city)
const inCity = world.contacts.filter(({ city }) => city === target?.city).length
const range = (page: Page) => page.getByRole("navigation", { name: "Pages" }).getByRole("status")
const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true })

/** The table without the scope: who is who, and the contact's own fields to filter, sort and choose by. */
async function useTable(page: Page) {
  await expect(page.getByRole("alert").filter({ hasText: REASON })).toContainText(SCOPE)
  await button(page, "Filter").click()
  const panel = page.getByRole("dialog", { name: "Filter" })
  await expect(panel).toContainText(`${REASON} Only the contact’s own fields can be chosen.`)
  await expectAccessible(page)
  await pickField(page, "Field to filter by", "City")
  await page.getByLabel("Text for City").fill(target?.city ?? "")
  await expect(range(page)).toHaveText(new RegExp(`of ${inCity}( |$)`))
  await page.keyboard.press("Escape")
  await button(page, "Sort").click()
  await expect(page.getByRole("dialog", { name: "Sort" })).toContainText(REASON)
  await pickField(page, "Field to sort by", "Name")
  await page.keyboard.press("Escape")
  await button(page, "Columns").click()
  const columns = page.getByRole("dialog", { name: "Columns" })
  await expect(columns).toContainText(REASON)
  await columns.getByRole("checkbox", { name: /^City/ }).click()
  await page.keyboard.press("Escape")
  await expect(page.getByRole("columnheader", { name: "City" })).toBeVisible()
}

async function takeAway({ control }: Desk) {
  await control.settings({ revokedScopes: [SCOPE], indexLagMs: 0 })
}

test("above the limit the table works by the contact's own fields", async ({ page, own }) => {
  await takeAway(own)
  await signIn(page)
  await useTable(page)
})

test("the record says what is missing, and does the rest", async ({ page, own }) => {
  await takeAway(own)
  await signIn(page, "coordinator", `/contacts/${target?.id}`)
  await expect(page.getByRole("alert").filter({ hasText: REASON })).toContainText(SCOPE)
  for (const section of ["key-fields", "call-notes", "documents"]) {
    await expect(page.locator(`#${section}`)).toContainText(REASON)
  }
  await expect(page.locator("#documents")).not.toContainText("No documents")
  await expect(page.locator("#fields")).not.toContainText("Not defined in GoHighLevel any more")
  await expectAccessible(page)
  await page.getByRole("combobox", { name: "Add tag" }).fill("vip-here")
  await page.getByRole("option", { name: /vip-here/ }).click()
  await expect
    .poll(async () => (await own.control.truth(target?.id ?? ""))?.contact.tags)
    .toContain("vip-here")
})

test("a review shows whose it is, and is not approved without its call notes", async ({
  page,
  own,
}) => {
  await takeAway(own)
  await signIn(page)
  const { id, body } = await postExample(own, 0)
  const client = world.contacts.find((contact) => contact.id === body.contactId)
  await page.goto(`/reviews/${id}`)
  await expect(
    page.getByText(String(client?.lastName ?? ""), { exact: false }).first(),
  ).toBeVisible()
  await expect(page.getByText(`The user id cannot be compared. ${REASON}`)).toBeVisible()
  await expect(
    page.getByText("The call notes cannot be read, so nothing can be approved."),
  ).toContainText(SCOPE)
  await expect(button(page, "Approve")).toBeDisabled()
  await expect(button(page, "Reject")).toBeEnabled()
  await page.getByRole("tab", { name: "Record" }).click()
  await expect(page.getByText(`They cannot be shown. ${REASON}`)).toBeVisible()
  await expectAccessible(page)
})

inMemory("in memory the table works by the contact's own fields", async ({ page, memory }) => {
  await takeAway(memory)
  await signIn(page)
  await useTable(page)
})
