import { expect, type Page } from "@playwright/test"
import type { Desk } from "./app.ts"
import { approve, postExample, writeBack } from "./review.ts"

/** What a colleague wrote into the call notes while an approval was held. */
export const THEIRS = "Called the client, she is travelling until May."

/**
 * An approved draft whose write-back met a colleague's edit, with its three texts on the screen of whoever
 * is signed in.
 */
export async function conflictOnScreen(desk: Desk, page: Page) {
  const { id, body } = await postExample(desk, 0)
  const { contactId } = body
  await desk.control.editAsSomeoneElse(contactId, {
    fields: { "contact.call_notes": "No answer." },
  })
  let address = ""
  await desk.whileHeldLong(async () => {
    const asked = page.waitForRequest(/\/api\/changes\/[0-9a-f-]{36}$/)
    await page.goto(`/reviews/${id}`)
    await approve(page)
    address = `/changes/${(await asked).url().split("/").at(-1)}`
    await desk.control.editAsSomeoneElse(contactId, {
      fields: { "contact.call_notes": `No answer.\n${THEIRS}` },
    })
    await expect(writeBack(page, "Conflict")).toBeVisible({ timeout: 40_000 })
  })
  await page.goto(address)
  const merged = page.getByLabel("Merged text, to be written")
  await expect(merged).toBeVisible()
  return { id, body, address, offered: await merged.inputValue() }
}
