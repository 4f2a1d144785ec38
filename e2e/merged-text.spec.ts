import type { Page } from "@playwright/test"
import { conflictOnScreen, THEIRS } from "./support/conflict.ts"
import { test } from "./support/own-desk.ts"
import { pictures } from "./support/pictures.ts"
import { writeBack } from "./support/review.ts"
import { expect, expectAccessible, signIn } from "./support/test.ts"

// Its app is started four times, and axe looks at four pages in light and dark.
test.describe.configure({ timeout: 360_000 })

const OURS = "Ask again in June."

const merged = (page: Page) => page.getByRole("region", { name: "Merged text" })
const selected = (page: Page) =>
  merged(page)
    .getByRole("textbox")
    .evaluate((field: HTMLTextAreaElement) =>
      field.value.slice(field.selectionStart, field.selectionEnd),
    )

test("whose words a merged text is made of is shown on pointing and by keyboard, and as shares once it is gone", async ({
  own,
  page,
}) => {
  await signIn(page, "coordinator", "/reviews")
  const { id, offered } = await conflictOnScreen(own, page)
  const address = page.url()
  await expect(merged(page)).toHaveCount(0)
  await page.getByLabel("Merged text, to be written").fill(`${offered}\n${OURS}`)
  await page.getByRole("button", { name: "Write the merged text" }).click()
  await expect(writeBack(page, "Saved")).toBeVisible({ timeout: 30_000 })

  for (const path of [address, `/reviews/${id}`]) {
    await page.goto(path)
    const part = merged(page)
    await expect(part.getByText(/put together by Robin Hale/)).toBeVisible()
    await expect(part.getByRole("textbox")).toHaveValue(`${offered}\n${OURS}`)
    const shares = part.getByRole("list", { name: "Shares of the merged text" })
    await expect(shares.getByRole("listitem")).toHaveText([
      /\d+ %written by lab-summariser 2026-10/,
      /\d+ %stood in GoHighLevel/,
      /\d+ %by you/,
    ])

    // Pointing at a part.
    await part.locator('[data-author="ai"]').first().hover({ force: true })
    await expect(part.getByText("Here: written by lab-summariser 2026-10")).toBeVisible()
    await part
      .locator(`[data-end="${`${offered}\n${OURS}`.length}"]`)
      .last()
      .hover({ force: true })
    await expect(part.getByText("Here: by you")).toBeVisible()

    // By keyboard: to an author's parts, and by the caret.
    await page.mouse.move(0, 0)
    const show = part.getByRole("button", { name: "Show what stood in GoHighLevel" })
    await show.focus()
    await page.keyboard.press("Enter")
    await expect(part.getByText("Here: stood in GoHighLevel")).toBeVisible()
    expect(await selected(page)).toContain("No answer.")
    await expect(part.getByRole("textbox")).toBeFocused()
    await page.keyboard.press("End")
    await expect(part.getByText("Here: by you")).toBeVisible()
    expect((await selected(page)).trim()).toBe(OURS)
    await page.keyboard.press("ArrowLeft")
    await expect(part.getByText("Here: stood in GoHighLevel")).toBeVisible()
    await page.keyboard.press("Home")
    await expect(part.getByText("Here: written by lab-summariser 2026-10")).toBeVisible()
    await page.keyboard.press("ArrowRight")
    await expect(part.getByText("Here: stood in GoHighLevel")).toBeVisible()
    await pictures(page, path === address ? "merged-change" : "merged-review", shares)
    await expectAccessible(page)
  }

  await own.inStore(async (store) => {
    await store.query("update drafts set decided_at = decided_at - interval '31 days'")
    await store.query("update changes set finished_at = finished_at - interval '31 days'")
  })
  for (const path of [address, `/reviews/${id}`]) {
    await expect(async () => {
      await page.goto(path)
      await expect(merged(page).getByText(/The text is no longer kept here/)).toBeVisible({
        timeout: 3_000,
      })
    }).toPass({ timeout: 60_000 })
    await expect(merged(page).getByRole("listitem")).toHaveCount(3)
    await expect(merged(page).getByRole("textbox")).toHaveCount(0)
    expect(await page.content()).not.toContain(OURS)
    await pictures(
      page,
      path === address ? "merged-change-gone" : "merged-review-gone",
      merged(page),
    )
    await expectAccessible(page)
  }
})

test("a merged text that the sources contradict wants a reason, and the note tells who merged", async ({
  own,
  page,
}) => {
  await signIn(page, "coordinator", "/reviews")
  const { id, body, offered } = await conflictOnScreen(own, page)
  const [marker] = body.source.biomarkers
  if (!marker) throw new Error("the example has no markers")
  const wrong = `${marker.name} is ${marker.value * 3 + 1} ${marker.unit}.`
  const found = page.getByRole("region", { name: "What the draft’s evidence says of it" })
  await expect(found).toBeVisible()
  await page.getByLabel("Merged text, to be written").fill(`${offered}\n${wrong}`)
  await expect(found.getByRole("listitem").filter({ hasText: "Contradicted" })).toContainText(
    String(marker.value * 3 + 1),
  )
  const write = page.getByRole("button", { name: "Write the merged text" })
  await write.click()
  const why = page.getByLabel("Why is it right all the same?")
  await expect(page.getByText(/Nothing was written. The draft’s sources contradict/)).toBeVisible()
  await expect(write).toBeDisabled()
  await pictures(page, "merged-reason", why)
  await expectAccessible(page)
  expect((await own.control.truth(body.contactId))?.fields["contact.call_notes"]).toBe(
    `No answer.\n${THEIRS}`,
  )
  await why.fill("The lab phoned with the corrected value.")
  await expect(write).toBeEnabled()
  await write.click()
  await expect(writeBack(page, "Saved")).toBeVisible({ timeout: 30_000 })

  await page.goto(`/reviews/${id}`)
  await expect(merged(page).getByText("The lab phoned with the corrected value.")).toBeVisible()
  const truth = await own.control.truth(body.contactId)
  expect(truth?.fields["contact.call_notes"]).toBe(`${offered}\n${wrong}`)
  const notes = truth?.notes.filter((note) => note.body.includes("Caredesk ref")) ?? []
  expect(notes).toHaveLength(1)
  expect(notes[0]?.body).toMatch(/Call notes put together with text in GoHighLevel by Robin Hale,/)
})

test("a merged text is not written past a document that cannot be read before the person says so", async ({
  own,
  page,
}) => {
  await signIn(page, "coordinator", "/reviews")
  const { body, offered } = await conflictOnScreen(own, page)
  // Another start, which has read nothing yet.
  await own.kill()
  await own.start()
  await own.control.addFault({ kind: "status", status: 500, path: "/documents", count: 500 })
  await page.reload()
  const unread = page.getByText("The document could not be opened by the evidence check").first()
  await expect(unread).toBeVisible()
  await page.getByLabel("Merged text, to be written").fill(`${offered}\n${OURS}`)
  await page.getByRole("button", { name: "Write the merged text" }).click()
  const allTheSame = page.getByRole("button", { name: "Write it all the same" })
  await expect(allTheSame).toBeVisible()
  await expect(
    page.getByText(/^Nothing was written. The document could not be read just now/),
  ).toBeVisible()
  await pictures(page, "merged-without-document", allTheSame)
  await expectAccessible(page)
  const notesOf = async () =>
    (await own.control.truth(body.contactId))?.fields["contact.call_notes"]
  expect(await notesOf()).toBe(`No answer.\n${THEIRS}`)
  await allTheSame.click()
  await expect(writeBack(page, "Saved")).toBeVisible({ timeout: 30_000 })
  expect(await notesOf()).toBe(`${offered}\n${OURS}`)
})

test("words of a merged text that were typed and taken back stay away when the answer to their save got lost", async ({
  own,
  page,
}) => {
  await signIn(page, "coordinator", "/reviews")
  const { offered } = await conflictOnScreen(own, page)
  const text = page.getByLabel("Merged text, to be written")
  const kept = page.getByText("Kept here until you write it")
  await text.fill(`${offered}\n${OURS}`)
  await expect(kept).toBeVisible()

  await page.route("**/changes/*", async (route) => {
    if (!route.request().postData()?.includes("Taken back.")) return route.fallback()
    await route.fetch()
    await route.abort()
  })
  await text.fill(`${offered}\n${OURS} Taken back.`)
  await expect(
    page.getByText(/^Caredesk cannot be reached\. Your text is still here/),
  ).toBeVisible()
  await text.fill(`${offered}\n${OURS}`)
  await expect(kept).toBeVisible()
  await page.reload()
  await expect(text).toHaveValue(`${offered}\n${OURS}`)
})

test("of two tabs in which one merged text is typed the second is told, and neither text is lost", async ({
  own,
  page,
  context,
}) => {
  await signIn(page, "coordinator", "/reviews")
  const { offered } = await conflictOnScreen(own, page)
  const other = await context.newPage()
  await other.goto(page.url())
  const textIn = (tab: Page) => tab.getByLabel("Merged text, to be written")
  const keptIn = (tab: Page) => tab.getByText("Kept here until you write it")
  const clashIn = (tab: Page) =>
    tab.getByRole("alert").filter({ hasText: "You edited this text in another tab" })
  // Its outline has the offer as well: the tab has asked what is kept once its editor is seen.
  await expect(textIn(other)).toBeVisible()
  await expect(textIn(other)).toHaveValue(offered)
  await textIn(page).fill(`${offered}\nFrom the first tab.`)
  await expect(keptIn(page)).toBeVisible()

  await textIn(other).fill(`${offered}\nFrom the second tab.`)
  await expect(clashIn(other)).toContainText("From the first tab.")
  await expect(textIn(other)).toHaveValue(/From the second tab\.$/)
  await expectAccessible(other)
  await pictures(other, "merged-clash", clashIn(other))
  await clashIn(other).getByRole("button", { name: "Keep this one" }).click()
  await expect(keptIn(other)).toBeVisible()
  await expect(clashIn(other)).toHaveCount(0)

  await textIn(page).fill(`${offered}\nFrom the first tab, again.`)
  await expect(clashIn(page)).toContainText("From the second tab.")
  await clashIn(page).getByRole("button", { name: "Take the other tab’s" }).click()
  await expect(textIn(page)).toHaveValue(/From the second tab\.$/)
  await expect(keptIn(page)).toBeVisible()

  // Going back to the offer is kept like any other text.
  await page.getByRole("button", { name: "Start again from the offer" }).click()
  await expect(textIn(page)).toHaveValue(offered)
  await expect(async () => {
    await other.reload()
    await expect(textIn(other)).toHaveValue(offered, { timeout: 2_000 })
  }).toPass({ timeout: 30_000 })
})
