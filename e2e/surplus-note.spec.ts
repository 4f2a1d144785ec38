import { test } from "./support/own-desk.ts"
import { pictures } from "./support/pictures.ts"
import { reconcile } from "./support/reconcile.ts"
import { approve, postExample, writeBack } from "./support/review.ts"
import { expect, expectAccessible, signIn } from "./support/test.ts"

test("a note of ours that stands there twice is listed, marked once, and told in the audit", async ({
  own,
  page,
  browser,
}) => {
  await signIn(page, "coordinator", "/reviews")
  const { id, body } = await postExample(own, 0)
  const { contactId } = body
  const notesOf = async () => (await own.control.truth(contactId))?.notes ?? []
  const before = await notesOf()
  await page.goto(`/reviews/${id}`)
  await approve(page)
  await expect(writeBack(page, "Saved")).toBeVisible({ timeout: 30_000 })
  const [ours] = (await notesOf()).filter((note) => before.every((one) => one.id !== note.id))
  const reference = ours?.body.match(/Caredesk ref ([0-9A-Z]{4}-[0-9A-Z]{4})$/)?.[1]
  if (!ours || !reference) throw new Error("the approval left no note")
  expect(await reconcile(own)).toMatchObject({ code: 0 })

  await own.control.editAsSomeoneElse(contactId, { notes: { add: [{ body: ours.body }] } })
  const copies = (await notesOf()).filter((note) => note.body === ours.body)
  expect(copies).toHaveLength(2)
  const copy = copies.find((note) => note.id !== ours.id)
  await own.control.clearJournal()
  const { code, output } = await reconcile(own)
  expect(code, output).toBe(1)
  expect(output).toMatch(new RegExp(`note-surplus {2}change [0-9a-f-]{36} {2}contact ${contactId}`))

  const truth = await own.control.truth(contactId)
  const row = page
    .getByRole("listitem")
    .filter({ has: page.getByRole("link", { name: truth?.contact.lastName }) })
  const marking = row.getByRole("link", { name: "Marking: Saved" })
  await expect(async () => {
    await page.goto("/changes/drift")
    await expect(marking).toBeVisible({ timeout: 2_000 })
  }).toPass({ timeout: 60_000 })
  await expect(
    row.getByText("The note stands there twice. Caredesk marks the later one as a duplicate."),
  ).toBeVisible()
  await expect(row.getByRole("link", { name: "Approved by Robin Hale" })).toBeVisible()
  await expect(page.getByRole("link", { name: /Differs in GoHighLevel.*1/ }).first()).toBeVisible()
  await pictures(page, "surplus", row)
  await expectAccessible(page)
  await page.setViewportSize({ width: 390, height: 844 })
  await expectAccessible(page)
  await page.setViewportSize({ width: 1440, height: 900 })
  await marking.click()
  await page.waitForURL(/\/changes\/[0-9a-f-]{36}$/)
  const mend = page.getByRole("region", { name: "Note mended: saving to GoHighLevel" })
  await expect(mend.getByText("Saved", { exact: true })).toBeVisible()
  await expectAccessible(page)
  const mendId = page.url().split("/").at(-1) ?? ""

  // The earlier note counts and stays as it is; the later one says what it is, and keeps its text.
  const notes = await notesOf()
  expect(notes).toHaveLength(before.length + 2)
  expect(notes.find((note) => note.id === ours.id)?.body).toBe(ours.body)
  const marked = notes.find((note) => note.id === copy?.id)?.body ?? ""
  expect(marked).toMatch(/^Duplicate: Caredesk made this note twice by mistake/)
  expect(marked).toContain(body.analysis.split("\n")[0])
  expect(marked).not.toContain(reference)
  const writes = (await own.control.journal()).filter(
    ({ actor, effects }) => actor === "app" && effects.length > 0,
  )
  expect(writes.map(({ method, path }) => `${method} ${path}`)).toEqual([
    `PUT /contacts/${contactId}/notes/${copy?.id}`,
  ])

  // Looked at again it differs no more, and nothing is marked a second time.
  expect(await reconcile(own)).toMatchObject({ code: 0 })
  await page.goto("/changes/drift")
  await expect(page.getByText("Nothing differs")).toBeVisible()
  expect(await notesOf()).toEqual(notes)

  const context = await browser.newContext({ baseURL: own.url })
  const admin = await context.newPage()
  await signIn(admin, "admin", "/audit")
  await admin.goto(`/audit?contact=${contactId}`)
  const events = admin.getByRole("main").getByRole("listitem")
  const event = (action: string, detail: string) =>
    events.filter({ hasText: action }).filter({ hasText: detail })
  const found = event("GoHighLevel differs from a decision", "note-surplus")
  await expect(found).toHaveCount(1)
  const driftId = (await found.textContent())?.match(/driftId: ([0-9a-f-]{36})/)?.[1]
  await expect(event("Change asked for", mendId)).toHaveText(/Caredesk, for Robin Hale/)
  await expect(event("Step written to GoHighLevel", mendId)).toHaveCount(1)
  await expect(event("GoHighLevel no longer differs", driftId ?? "no id")).toHaveCount(1)
  await context.close()
})
