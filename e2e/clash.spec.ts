import type { Page } from "@playwright/test"
import { DEFAULT_SEED } from "#lib/sandbox/seed/labs.ts"
import { createPerson } from "#lib/sandbox/seed/people.ts"
import type { Desk } from "./support/app.ts"
import { expect, expectAccessible, signIn, test } from "./support/test.ts"

const CALL_NOTES = "contact.call_notes"

/** Three texts whose first lines differ each from each; another line only they changed, another only we. */
const SEEN = "She is at home until May.\nHer sister answers the phone.\nNo pets."
const THEIRS = "She is in hospital since Monday.\nHer brother answers the phone.\nNo pets."
const OURS = "She is at home until June.\nHer sister answers the phone.\nNo pets. Ask about sleep."

/** What stands for the place that cannot be put together; all else is. */
const OFFERED = [
  "[[[ Both of you changed this place. In GoHighLevel it says:",
  "She is in hospital since Monday.",
  "[[[ You wrote:",
  "She is at home until June.",
  "]]] Keep one or put the two together, then delete these three marked lines.",
  "",
  "Her brother answers the phone.",
  "No pets. Ask about sleep.",
].join("\n")

const BY_HAND =
  "She is in hospital since Monday, and at home in June.\nHer brother answers the phone.\nNo pets. Ask about sleep."

/** A contact that no other test writes to: what a coordinator types is kept in the store between tests. */
const contactId = createPerson(DEFAULT_SEED, 33).contact.id

const callNotesOf = async (desk: Desk) => (await desk.control.truth(contactId))?.fields[CALL_NOTES]

/** Each text that the app has written into the call notes. */
const written = async (desk: Desk) =>
  (await desk.control.journal())
    .filter(({ actor }) => actor === "app")
    .flatMap(({ effects }) => effects)
    .flatMap((effect) => (effect.kind === "fields" ? [effect.after[CALL_NOTES]] : []))

/** The texts of a pane by what is marked in them. */
async function pane(page: Page, name: string) {
  const region = page.getByRole("region", { name, exact: true })
  await expect(region).toBeVisible()
  return {
    gone: await region.getByRole("deletion").allTextContents(),
    come: await region.getByRole("insertion").allTextContents(),
    text: (await region.locator("p.whitespace-pre-wrap").textContent()) ?? "",
  }
}

test("a place that both changed is put together by a person, and written as a new change", async ({
  desk,
  page,
}) => {
  await desk.control.editAsSomeoneElse(contactId, { fields: { [CALL_NOTES]: SEEN } })
  await signIn(page, "coordinator", `/contacts/${contactId}`)
  await page.getByRole("button", { name: "Edit call notes" }).click()
  await page.getByRole("textbox", { name: "Call notes" }).fill(OURS)
  await expect(page.getByText("Draft kept.")).toBeVisible()
  await desk.control.editAsSomeoneElse(contactId, { fields: { [CALL_NOTES]: THEIRS } })
  await page.getByRole("button", { name: "Save", exact: true }).click()
  const inRecord = page.locator("#call-notes")
  await expect(inRecord.getByText("Conflict", { exact: true })).toBeVisible()
  expect(await callNotesOf(desk)).toBe(THEIRS)

  const name = (await page.getByRole("heading", { level: 1 }).textContent()) ?? ""
  await page.goto("/changes")
  await page
    .getByRole("article", { name: /^Call notes/ })
    .filter({ has: page.getByRole("link", { name }) })
    .getByRole("link", { name: "Resolve conflict" })
    .click()
  await page.waitForURL(/\/changes\/[0-9a-f-]{36}$/)
  const address = page.url()

  // What stood, what stands and what was wanted, the last two with what they changed.
  await expect(page.getByText("Call notes: three texts")).toBeVisible()
  expect(await pane(page, "When you looked")).toEqual({ gone: [], come: [], text: SEEN })
  const theirs = await pane(page, "In GoHighLevel now")
  expect(theirs.gone.join(" ")).toContain("at home until May")
  expect(theirs.come.join(" ")).toContain("in hospital since Monday")
  expect(theirs.come.join(" ")).toContain("brother")
  const ours = await pane(page, "What you want to write")
  expect(ours.gone).toEqual(["May"])
  expect(ours.come.map((words) => words.trim())).toEqual(["June", "Ask about sleep."])

  // No text is offered as if nothing were lost; what one side alone changed is in it already.
  const merged = page.getByLabel("Merged text, to be written")
  const together = page.getByRole("region", { name: "Both put together" })
  const write = page.getByRole("button", { name: "Write the merged text" })
  await expect(merged).toHaveValue(OFFERED)
  await expect(together.getByText("Needs a hand", { exact: true })).toBeVisible()
  await expect(together.getByText(/^One place was changed by both\./)).toBeVisible()
  await expect(together.getByText("Marked lines are left in the text.")).toBeVisible()
  await expect(write).toBeDisabled()
  for (const other of ["Keep what is in GoHighLevel", "Write mine over it"]) {
    await expect(page.getByRole("button", { name: other })).toBeEnabled()
  }
  await expectAccessible(page)
  await page.setViewportSize({ width: 390, height: 844 })
  await expectAccessible(page)
  await page.setViewportSize({ width: 1440, height: 900 })

  await merged.fill(BY_HAND)
  await expect(together.getByText("Edited by you", { exact: true })).toBeVisible()
  const changes = together.getByRole("insertion")
  await expect(changes).toHaveText([/and at home in June/, /Ask about sleep/])
  await expect(together.getByRole("deletion").filter({ hasText: "brother" })).toHaveCount(0)
  await write.click()
  const change = page.getByRole("region", { name: "Call notes: saving to GoHighLevel" })
  await expect(change.getByText("Saved", { exact: true })).toBeVisible({ timeout: 30_000 })
  expect(await callNotesOf(desk)).toBe(BY_HAND)
  expect(await written(desk)).toEqual([BY_HAND])

  // A change of its own: the one in conflict ended unwritten, and its page shows the other.
  const changeAt = async (id: string) => (await page.request.get(`/api/changes/${id}`)).json()
  const old = await changeAt(address.split("/").at(-1) ?? "")
  expect(old).toMatchObject({ status: "cancelled", continuedBy: expect.any(String) })
  expect(await changeAt(old.continuedBy)).toMatchObject({ status: "done", continuedBy: null })
  await page.goto(address)
  await expect(change.getByText("Saved", { exact: true })).toBeVisible()
  await expect(write).toHaveCount(0)
  await page.goto(`/contacts/${contactId}`)
  await expect(inRecord).toContainText("and at home in June")
  await expect(inRecord.getByText("Conflict", { exact: true })).toHaveCount(0)
})
