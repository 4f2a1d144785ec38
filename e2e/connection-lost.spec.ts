import type { Page } from "@playwright/test"
import { DEFAULT_SEED } from "#lib/sandbox/seed/labs.ts"
import { createPerson } from "#lib/sandbox/seed/people.ts"
import { expect, expectAccessible, signIn, test } from "./support/test.ts"

/** Of no other file. */
const contactId = createPerson(DEFAULT_SEED, 30).contact.id

/** Caredesk as it is seen while it is started anew: one answer broke off, and no other comes. */
async function goAway(page: Page): Promise<{ comeBack: () => void }> {
  let away = true
  let broken = false
  await page.route("**/*", async (route) => {
    const request = route.request()
    const isPageRead = request.method() === "GET" && request.headers().rsc === "1"
    if (isPageRead && !broken && request.url().includes(`/contacts/${contactId}`)) {
      broken = true
      const answer = await route.fetch()
      const body = await answer.body()
      await route.fulfill({ response: answer, body: body.subarray(0, body.length / 2) })
    } else if (away && (broken || request.postData()?.includes("Typed as it went"))) {
      await route.abort()
    } else {
      await route.continue()
    }
  })
  return {
    comeBack() {
      away = false
    },
  }
}

test("a page whose answer breaks off comes back by itself, with what was typed last", async ({
  page,
}) => {
  await signIn(page, "coordinator", `/contacts/${contactId}`)
  await page.evaluate(() => Object.assign(window, { sameDocument: true }))
  await page.getByRole("button", { name: "Edit call notes" }).click()
  const caredesk = await goAway(page)
  const box = page.getByRole("textbox", { name: "Call notes" })
  await box.fill("Typed as it went away.")
  await expect(page.getByText("Caredesk cannot be reached. Your text is still here")).toBeVisible()

  await page.getByRole("combobox", { name: "Add tag" }).fill("seen twice")
  await page.getByRole("option", { name: /Create “seen twice”/ }).click()
  const lost = page.getByRole("heading", { name: "The connection to Caredesk was lost" })
  await expect(lost).toBeVisible()
  await expectAccessible(page)

  caredesk.comeBack()
  await expect(lost).toBeHidden()
  await expect(box).toHaveValue("Typed as it went away.")
  await expect(page.getByText("Draft kept.")).toBeVisible()
  await expect(page.getByRole("button", { name: "Remove tag seen twice" })).toBeVisible()
  expect(await page.evaluate(() => "sameDocument" in window)).toBe(true)
})
