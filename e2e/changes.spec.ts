import type { Page } from "@playwright/test"
import { exampleDrafts } from "#lib/sandbox/example-drafts.ts"
import type { Desk } from "./support/app.ts"
import { approve, postExample, writeBack } from "./support/review.ts"
import { expect, expectAccessible, signIn, test } from "./support/test.ts"

test.use({ store: "pglite" })

test.beforeEach(({ page }) => signIn(page, "coordinator", "/reviews"))

const THEIR_LINE = "Called the client, she is travelling until May."

const callNotesOf = async (desk: Desk, contactId: string) =>
  (await desk.control.truth(contactId))?.fields["contact.call_notes"]

const isMine = (name: string) => (entry: { body: string }) => entry.body.includes(name)

/** Approves the nth example draft and waits until it is written. */
async function written(desk: Desk, page: Page, n: number) {
  const draft = await postExample(desk, n)
  await page.goto(`/reviews/${draft.id}`)
  await approve(page)
  await expect(writeBack(page, "Saved")).toBeVisible({ timeout: 30_000 })
  return draft
}

/** Approves the nth example draft while a colleague writes into the call notes: a conflict. */
async function conflict(desk: Desk, page: Page, n: number, before: string, after: string) {
  const draft = await postExample(desk, n)
  const { contactId } = draft.body
  await desk.control.editAsSomeoneElse(contactId, { fields: { "contact.call_notes": before } })
  await desk.whileHeldLong(async () => {
    await page.goto(`/reviews/${draft.id}`)
    await approve(page)
    await desk.control.editAsSomeoneElse(contactId, { fields: { "contact.call_notes": after } })
    await expect(writeBack(page, "Conflict")).toBeVisible({ timeout: 40_000 })
  })
  return draft
}

/** A picture for a person to look at, where one is wanted. */
const picture = async (page: Page, name: string) => {
  const folder = process.env.PICTURES
  if (!folder) return
  for (const [scheme, width] of [
    ["light", 1440],
    ["dark", 390],
  ] as const) {
    await page.emulateMedia({ colorScheme: scheme })
    await page.setViewportSize({ width, height: 900 })
    await page.screenshot({ path: `${folder}/${name}-${width}.png`, fullPage: true })
  }
  await page.emulateMedia({ colorScheme: "light" })
  await page.setViewportSize({ width: 1440, height: 900 })
}

test("a conflict is found on the page of changes, merged, and written once", async ({
  desk,
  page,
}) => {
  const { id, body } = await conflict(
    desk,
    page,
    0,
    "First call: no answer.",
    `First call: no answer.\n${THEIR_LINE}`,
  )
  await page.goto("/reviews")
  await expect(page.getByRole("link", { name: /Changes.*1 that need you/ }).first()).toBeVisible()
  await page
    .getByRole("link", { name: /^Changes/ })
    .first()
    .click()
  await expect(page.getByRole("heading", { name: /Needs you/ })).toBeVisible()
  const truth = await desk.control.truth(body.contactId)
  const { firstName, lastName } = truth?.contact ?? {}
  await expect(page.getByRole("link", { name: `${firstName} ${lastName}` }).first()).toBeVisible()
  // A list shows no texts of a client.
  await expect(page.getByText(THEIR_LINE)).toHaveCount(0)
  await picture(page, "board")
  await expectAccessible(page)

  await page.getByRole("link", { name: "Resolve conflict" }).click()
  await page.waitForURL(/\/changes\/[0-9a-f-]{36}$/)
  const now = page.getByRole("region", { name: "In GoHighLevel now" })
  await expect(now.getByRole("insertion").filter({ hasText: "Called the client" })).toBeVisible()
  await picture(page, "conflict")
  await expectAccessible(page)
  await page.setViewportSize({ width: 390, height: 844 })
  await expectAccessible(page)
  await page.setViewportSize({ width: 1440, height: 900 })

  const merged = page.getByLabel("Merged text, to be written")
  const offered = await merged.inputValue()
  expect(offered).toContain(body.summary.slice(0, 40))
  expect(offered).toContain(THEIR_LINE)
  await merged.fill(`${offered}\nMerged by hand.`)
  await expect(page.getByText("Kept here until you write it")).toBeVisible()
  await page.reload()
  await expect(merged).toHaveValue(`${offered}\nMerged by hand.`)
  await page.getByRole("button", { name: "Start again from the offer" }).click()
  await expect(merged).toHaveValue(offered)
  await merged.fill(`${offered}\nMerged by hand.`)
  await page.getByRole("button", { name: "Write the merged text" }).click()
  await expect(writeBack(page, "Saved")).toBeVisible({ timeout: 30_000 })

  expect(await callNotesOf(desk, body.contactId)).toBe(`${offered}\nMerged by hand.`)
  const after = await desk.control.truth(body.contactId)
  expect(after?.contact.tags).toContain("bloodwork_completed")
  const notes = after?.notes.filter(isMine(body.analysis.slice(0, 60)))
  expect(notes).toHaveLength(1)
  // The review follows the change that carried it on.
  await page.goto(`/reviews/${id}`)
  await expect(writeBack(page, "Saved")).toBeVisible()
})

test("where both changed the same sentence, nothing is written before a person puts it together", async ({
  desk,
  page,
}) => {
  const { body } = await conflict(desk, page, 5, "She is at home.", "She is in hospital.")
  await page.goto("/changes")
  await page.getByRole("link", { name: "Resolve conflict" }).first().click()
  const merged = page.getByLabel("Merged text, to be written")
  // The kept text of others is theirs, so only their edit of it clashes with ours.
  await merged.fill(
    "[[[ You wrote:\nx\n]]] Keep one or put the two together, then delete these three marked lines.",
  )
  await expect(page.getByText("Needs a hand")).toBeVisible()
  await expect(page.getByRole("button", { name: "Write the merged text" })).toBeDisabled()
  const { steps } = await (
    await page.request.get(page.url().replace("/changes", "/api/changes"))
  ).json()
  const decided = page.waitForRequest((asked) => asked.postData()?.includes('"theirs"') ?? false)
  await page.getByRole("button", { name: "Keep what is in GoHighLevel" }).click()
  // The conflict that was read, and no later one.
  const [sent] = (await decided).postDataJSON()
  expect(sent.stepId).toBe(steps.find(({ status }: { status: string }) => status === "conflict").id)
  await expect(writeBack(page, "Saved")).toBeVisible({ timeout: 30_000 })
  expect(await callNotesOf(desk, body.contactId)).toBe("She is in hospital.")
})

test("an approval is taken back after its preview, and shows so everywhere", async ({
  desk,
  page,
}) => {
  const before = await desk.control.truth(exampleDrafts()[2]?.contactId ?? "")
  const { id, body } = await written(desk, page, 2)
  await page.getByRole("button", { name: "Undo" }).click()
  const dialog = page.getByRole("dialog", { name: "Take back: Approved summary" })
  await expect(dialog.getByText(/Automations may run again/)).toBeVisible()
  await expect(dialog.getByText("+ bloodwork_scheduled")).toBeVisible()
  await expect(dialog.getByText("− bloodwork_completed")).toBeVisible()
  await expect(dialog.getByText(/Withdrawn by Robin Hale, coordinator\./)).toBeVisible()
  await picture(page, "undo")
  await expectAccessible(page)
  await dialog.getByRole("button", { name: "Take it back" }).click()
  await expect(dialog).toBeHidden()
  const undo = page.getByRole("region", { name: /Taken back: saving/ })
  await expect(undo.getByText("Saved", { exact: true })).toBeVisible({ timeout: 30_000 })
  await expect(page.getByText(/Taken back by Robin Hale/).first()).toBeVisible()

  const after = await desk.control.truth(body.contactId)
  expect(after?.fields["contact.call_notes"]).toBe(before?.fields["contact.call_notes"])
  expect(after?.contact.tags.toSorted()).toEqual(before?.contact.tags.toSorted())
  const [note, ...more] = after?.notes.filter(isMine(body.analysis.slice(0, 60))) ?? []
  expect(more).toEqual([])
  expect(note?.body).toMatch(/^Withdrawn by Robin Hale, coordinator, /)
  expect(note?.body).toMatch(/Caredesk ref [\w-]+\s*$/)

  for (const path of [`/reviews/${id}`, `/contacts/${body.contactId}`, "/changes"]) {
    await page.goto(path)
    await expect(page.getByText(/Taken back by Robin Hale/).first()).toBeVisible()
    // A record has other changes too, which may well be taken back.
    const taken = path.startsWith("/reviews/")
      ? page
      : page.getByRole("article").filter({ hasText: /Taken back by Robin Hale/ })
    await expect(taken.getByRole("button", { name: "Undo" })).toHaveCount(0)
    await picture(page, `undone${path.replaceAll("/", "-").slice(0, 9)}`)
  }
  await page.goto("/reviews?queue=approved")
  const row = page.getByRole("listitem").filter({ has: page.locator(`#draft-${id}`) })
  await expect(row.getByText("Taken back", { exact: true })).toBeVisible()
  await expect(row.getByText("Saved", { exact: true })).toHaveCount(0)

  // Whose approval it was need not be who decides anew.
  await page.goto(`/reviews/${id}`)
  const again = page.getByRole("button", { name: "Review again" })
  await expect(again).toBeVisible()
  await picture(page, "review-again")
  await expectAccessible(page)
  await again.click()
  await expect(page.getByRole("button", { name: "Approve", exact: true })).toBeEnabled()
  await expect(page.getByLabel("Summary, for the call notes")).toHaveValue(body.summary)
  await approve(page)
  await expect(writeBack(page, "Saved")).toBeVisible({ timeout: 30_000 })
  const anew = await desk.control.truth(body.contactId)
  const both = anew?.notes.filter(isMine(body.analysis.slice(0, 60))) ?? []
  expect(both.map((one) => one.body.startsWith("Withdrawn by")).sort()).toEqual([false, true])
})

test("what is opened while the page is read again after an approval stays open", async ({
  desk,
  page,
}) => {
  const { id } = await postExample(desk, 4)
  await page.goto(`/reviews/${id}`)
  let release = () => {}
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  await page.route(`**/reviews/${id}?_rsc=*`, async (route) => {
    await held
    await route.continue()
  })
  await approve(page)
  await expect(writeBack(page, "Saved")).toBeVisible()
  // Only the page that is read again knows who decided.
  const readAgain = page.getByText("Approved by Robin Hale")
  await expect(readAgain).toHaveCount(0)
  await page.getByRole("button", { name: "Undo" }).click()
  const dialog = page.getByRole("dialog", { name: "Take back: Approved summary" })
  await expect(dialog.getByText(/Withdrawn by Robin Hale, coordinator\./)).toBeVisible()
  release()
  await expect(readAgain).toBeAttached()
  await expect(dialog.getByText(/Withdrawn by Robin Hale, coordinator\./)).toBeVisible()
})

test("a stopped change is tried again from the page of changes, and ends written", async ({
  desk,
  page,
}) => {
  await desk.control.addFault({
    kind: "status",
    status: 403,
    method: "POST",
    path: "/tags",
    count: 9,
  })
  const draft = await postExample(desk, 0)
  await page.goto(`/reviews/${draft.id}`)
  await approve(page)
  await page.goto("/changes")
  const card = page.getByRole("article", { name: /Approved summary: saving/ })
  await expect(card.getByText("Stopped", { exact: true })).toBeVisible({ timeout: 60_000 })
  await expectAccessible(page)
  await desk.control.clearFaults()
  await card.getByRole("button", { name: "Try again" }).click()
  await expect(page.getByRole("article", { name: "Approved summary: Saved" }).first()).toBeVisible({
    timeout: 30_000,
  })
  await expect(page.getByText("Nothing is on its way")).toBeVisible()
  expect((await desk.control.truth(draft.body.contactId))?.contact.tags).toContain(
    "bloodwork_completed",
  )
})

test("what a person did in GHL by hand is looked at, kept, and not sent again", async ({
  desk,
  page,
}) => {
  await desk.control.addFault({
    kind: "status",
    status: 403,
    method: "POST",
    path: "/tags",
    count: 9,
  })
  const draft = await postExample(desk, 0)
  const { contactId, analysis } = draft.body
  await page.goto(`/reviews/${draft.id}`)
  await approve(page)
  await page.goto("/changes")
  const card = page.getByRole("article", { name: /Approved summary: saving/ })
  await expect(card.getByText("Stopped", { exact: true })).toBeVisible({ timeout: 60_000 })
  const added = async () =>
    (await desk.control.journal()).filter(
      ({ actor, method, path }) =>
        actor === "app" && method === "POST" && path.startsWith(`/contacts/${contactId}/tags`),
    ).length
  const before = await added()
  await desk.control.clearFaults()
  await desk.control.editAsSomeoneElse(contactId, { addTags: ["bloodwork_completed"] })
  await card.getByRole("button", { name: "Done by hand" }).click()
  await expect(page.getByText("Nothing is on its way")).toBeVisible({ timeout: 30_000 })
  await page.goto(`/reviews/${draft.id}`)
  await expect(writeBack(page, "Saved")).toBeVisible()
  expect(await added()).toBe(before)
  const after = await desk.control.truth(contactId)
  expect(after?.contact.tags).toContain("bloodwork_completed")
  expect(after?.contact.tags).not.toContain("bloodwork_scheduled")
  expect(after?.notes.filter(isMine(analysis.slice(0, 60)))).toHaveLength(1)
})

test("on a page of a while ago nothing is decided about another step than the one it shows", async ({
  desk,
  page,
}) => {
  for (const method of ["POST", "DELETE"]) {
    await desk.control.addFault({ kind: "status", status: 422, method, path: "/tags", count: 9 })
  }
  const draft = await postExample(desk, 0)
  await page.goto(`/reviews/${draft.id}`)
  await approve(page)
  const card = (on: Page) => on.getByRole("article", { name: /Approved summary: saving/ })
  const byHand = (on: Page) => card(on).getByRole("button", { name: "Done by hand" }).click()
  await page.goto("/changes")
  await expect(card(page).getByText("Stopped", { exact: true })).toBeVisible({ timeout: 60_000 })
  let release = () => {}
  const released = new Promise<void>((resolve) => {
    release = resolve
  })
  await page.route("**/api/changes/board", async (route) => {
    await released
    await route.continue()
  })

  const colleague = await page.context().newPage()
  await colleague.goto("/changes")
  await byHand(colleague)
  await expect(card(colleague).getByText("Left to be done by hand.", { exact: true })).toBeVisible()
  await expect(card(colleague).getByText("Stopped", { exact: true })).toBeVisible({
    timeout: 30_000,
  })

  await page.bringToFront()
  await expect(card(page).getByText("Left to be done by hand.", { exact: true })).toHaveCount(0)
  await byHand(page)
  release()
  await expect(card(page).getByText(/It is too late for that/)).toBeVisible({ timeout: 30_000 })
  await expect(card(page).getByText("Left to be done by hand.", { exact: true })).toHaveCount(1)
  await expect(card(page).getByText("Stopped", { exact: true })).toBeVisible()
  await desk.control.clearFaults()
  await byHand(page)
  await expect(page.getByText("Nothing is on its way")).toBeVisible({ timeout: 30_000 })
})

test("the page works while GHL is down, without names", async ({ desk, page }) => {
  await written(desk, page, 0)
  await desk.control.addFault({ kind: "html", status: 502, path: "/contacts/", count: 200 })
  await desk.kill()
  await desk.start()
  await page.goto("/changes")
  await expect(page.getByRole("article", { name: /Approved summary/ }).first()).toBeVisible()
  await expect(page.getByRole("link", { name: /^Contact \w+/ }).first()).toBeVisible()
  await expectAccessible(page)
})

const ALTERED = "Saved, but the note reads otherwise"

/** Approves the nth example draft while GHL keeps its note without what follows a `<`. */
async function altered(desk: Desk, page: Page, n: number) {
  const draft = await postExample(desk, n)
  const { contactId, analysis } = draft.body
  await desk.control.addFault({
    kind: "delay-after",
    method: "POST",
    path: `/contacts/${contactId}/notes`,
    delayMs: 12_000,
  })
  await page.goto(`/reviews/${draft.id}`)
  await approve(page)
  const ours = async () =>
    (await desk.control.truth(contactId))?.notes.find(
      ({ body }) => body.includes(analysis.slice(0, 40)) && body.includes("Caredesk ref"),
    )
  await expect.poll(ours, { timeout: 30_000 }).toBeTruthy()
  const note = await ours()
  const sent = note?.body ?? ""
  const edit = { [note?.id ?? ""]: sent.replace(analysis.slice(0, 40), "") }
  await desk.control.editAsSomeoneElse(contactId, { notes: { edit } })
  await expect(writeBack(page, ALTERED)).toBeVisible({ timeout: 60_000 })
  return { ...draft, noteId: note?.id ?? "", sent }
}

test("a note that GHL altered in the saving needs a person, and is written anew once", async ({
  desk,
  page,
}) => {
  const { id, body, noteId, sent } = await altered(desk, page, 4)
  await page.goto("/reviews?queue=approved")
  const inbox = page.locator(`#draft-${id}`)
  await expect(inbox.getByText(ALTERED)).toBeVisible()

  await page.goto("/changes")
  await expect(page.getByRole("heading", { name: /Needs you/ })).toBeVisible()
  const card = page.getByRole("article", { name: /Approved summary: saving/ })
  await expect(card.getByText(ALTERED)).toBeVisible()
  await expect(page.getByText(body.analysis.slice(0, 40))).toHaveCount(0)
  await picture(page, "altered-board")
  await expectAccessible(page)
  await page.getByRole("link", { name: /Differs in GoHighLevel/ }).click()
  await page.waitForURL("**/changes/drift")
  const row = page.getByRole("listitem").filter({ hasText: /GoHighLevel altered its text/ })
  await expect(row.last()).toBeVisible()
  await expectAccessible(page)
  await page.getByRole("link", { name: "Compare the note" }).last().click()
  await page.waitForURL(/\/changes\/[0-9a-f-]{36}$/)
  const stands = page.getByRole("region", { name: "As GoHighLevel has it" })
  await expect(stands.getByRole("deletion").first()).toBeVisible()
  await picture(page, "altered")
  await expectAccessible(page)

  await page.getByRole("button", { name: "Write the note anew" }).click()
  await expect(writeBack(page, "Saved")).toBeVisible({ timeout: 30_000 })
  await expect(page.getByRole("button", { name: "Write the note anew" })).toHaveCount(0)
  const after = await desk.control.truth(body.contactId)
  expect(after?.notes.find((note) => note.id === noteId)?.body).toBe(sent)
  await page.goto("/changes")
  await expect(card).toHaveCount(0)
})

test("a note that GHL altered can be left so, and goes on saying it", async ({ desk, page }) => {
  await altered(desk, page, 6)
  await page.getByRole("button", { name: "Leave it so" }).click()
  await expect(page.getByRole("button", { name: "Leave it so" })).toHaveCount(0)
  await expect(writeBack(page, ALTERED)).toBeVisible()
  await page.goto("/changes")
  await expect(page.getByRole("article", { name: `Approved summary: ${ALTERED}` })).toBeVisible()
})

test("the reconciliation's address is for the command alone", async ({ desk, page }) => {
  for (const method of ["post", "get"] as const) {
    const answer = await page.request[method](`${desk.url}/api/reconcile`, {
      headers: { Authorization: "Bearer guessed" },
    })
    expect(answer.status()).toBe(401)
  }
})
