import type { Page } from "@playwright/test"
import { DEFAULT_SEED } from "#lib/sandbox/seed/labs.ts"
import { createWorld } from "#lib/sandbox/seed/world.ts"
import type { Desk } from "./support/app.ts"
import { pickField } from "./support/in-memory.ts"
import { test } from "./support/own-desk.ts"
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
