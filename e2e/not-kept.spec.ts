import type { Page } from "@playwright/test"
import { pictures } from "./support/pictures.ts"
import { postExample } from "./support/review.ts"
import { expect, expectAccessible, signIn, test } from "./support/test.ts"
import { summaryOf } from "./support/workspace.ts"

async function type(page: Page, words: string) {
  await expect(summaryOf(page)).toBeEditable()
  await summaryOf(page).press("ControlOrMeta+End")
  await summaryOf(page).pressSequentially(words)
}

test("of two tabs that edit a draft the second is told, and its text is not lost by a link", async ({
  desk,
  page,
  context,
}) => {
  const { id } = await postExample(desk, 0)
  await signIn(page, "coordinator", `/reviews/${id}`)
  const other = await context.newPage()
  await other.goto(`/reviews/${id}`)
  await type(page, " From the first tab.")
  await expect(page.getByText("Your edits are saved")).toBeVisible()
  await type(other, " From the second tab.")
  const clash = other.getByRole("alert").filter({ hasText: "You edited this draft in another tab" })
  await expect(clash).toContainText("From the first tab.")
  await expectAccessible(other)
  await pictures(other, "clash", clash)

  const asked: string[] = []
  other.on("dialog", (dialog) => {
    asked.push(`${dialog.type()}: ${dialog.message()}`)
    return dialog.dismiss()
  })
  const away = other.getByRole("link", { name: "Changes" }).first()
  await away.click()
  expect(asked).toEqual(["confirm: What you typed here is not kept. Leave this page and lose it?"])
  await expect(summaryOf(other)).toHaveValue(/From the second tab\.$/)

  await clash.getByRole("button", { name: "Keep this one" }).click()
  await expect(other.getByText("Your edits are saved")).toBeVisible()
  await away.click()
  await other.waitForURL("**/changes")
  expect(asked).toHaveLength(1)
  await page.reload()
  await expect(summaryOf(page)).toHaveValue(/From the second tab\.$/)
})
