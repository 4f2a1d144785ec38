import type { Page } from "@playwright/test"
import type { Desk } from "./support/app.ts"
import { approve, postExample, writeBack } from "./support/review.ts"
import { expect, signIn, test } from "./support/test.ts"

const CALL_NOTES = "contact.call_notes"

/** What the Result pane says will be written, word for word. */
async function announced(page: Page) {
  const pane = page.getByRole("region", { name: "What will be written, in full" })
  const under = (title: string) =>
    pane.getByRole("listitem").filter({ has: page.getByRole("heading", { name: title }) })
  const textUnder = async (title: string) => {
    const text = under(title).locator("p.whitespace-pre-wrap")
    await expect(text).toHaveCount(1)
    return (await text.textContent()) ?? ""
  }
  const chips = await under("2. Tags")
    .getByText(/^[+−] /)
    .allTextContents()
  const tags = (sign: string) =>
    chips.filter((chip) => chip.startsWith(sign)).map((chip) => chip.slice(2))
  return {
    callNotes: await textUnder("1. Call notes"),
    add: tags("+"),
    remove: tags("−"),
    note: await textUnder("3. A new note"),
    noteEnd: await under("3. A new note")
      .getByText(/^The time of the approval/)
      .textContent(),
  }
}

async function truthOf(desk: Desk, contactId: string) {
  const truth = await desk.control.truth(contactId)
  if (!truth) throw new Error("the contact is gone")
  const { [CALL_NOTES]: callNotes, ...otherFields } = truth.fields
  return { callNotes, otherFields, tags: truth.contact.tags.toSorted(), notes: truth.notes }
}

test.beforeEach(({ page }) => signIn(page, "coordinator", "/reviews"))

for (const { what, theirs, keeping, edit } of [
  {
    what: "an edited summary above text that is kept",
    theirs: "Called on Monday:  she is away.\n\n<b>Call</b> again & ask.",
    keeping: null,
    edit: "Read against the report.",
  },
  {
    what: "an unchanged summary in place of text that stood there",
    theirs: "An old text.",
    keeping: "Replace it",
    edit: null,
  },
]) {
  test(`what the Result pane says is exactly what GHL holds afterwards: ${what}`, async ({
    desk,
    page,
  }) => {
    const { id, body } = await postExample(desk, 0)
    const { contactId } = body
    // A tag and a note that no draft speaks of: they stay.
    await desk.control.editAsSomeoneElse(contactId, {
      fields: { [CALL_NOTES]: theirs },
      addTags: ["their own tag"],
      notes: { add: [{ body: "A note of theirs." }] },
    })
    const before = await truthOf(desk, contactId)

    await page.goto(`/reviews/${id}`)
    const summary = page.getByLabel("Summary, for the call notes")
    await expect(summary).toBeEditable()
    if (edit) {
      await summary.fill(`${await summary.inputValue()}\n\n${edit}`)
      await expect(page.getByText("Your edits are saved")).toBeVisible()
    }
    if (keeping) await page.getByRole("radio", { name: keeping }).check()
    const said = await announced(page)
    await approve(page)
    await expect(writeBack(page, "Saved")).toBeVisible({ timeout: 30_000 })

    const after = await truthOf(desk, contactId)
    expect(after.callNotes).toBe(said.callNotes)
    expect(said.callNotes.includes(theirs)).toBe(keeping === null)
    if (edit) expect(said.callNotes).toContain(edit)

    expect(said.add.length + said.remove.length).toBeGreaterThan(0)
    const tags = [...new Set([...before.tags, ...said.add])]
    expect(after.tags).toEqual(tags.filter((tag) => !said.remove.includes(tag)).toSorted())

    // One note more; the pane says what of it cannot be known before: the time, and a line with a code.
    const isNew = ({ id }: { id: string }) => before.notes.every((note) => note.id !== id)
    const [note, ...more] = after.notes.filter(isNew)
    expect(more).toEqual([])
    expect(after.notes.filter((one) => !isNew(one))).toEqual(before.notes)
    expect(said.noteEnd).toContain("The time of the approval follows in its last line")
    expect(said.noteEnd).toContain("A line “Caredesk ref”")
    expect(note?.body.slice(0, said.note.length)).toBe(said.note)
    expect(note?.body.slice(said.note.length)).toMatch(
      /^, \w+ \d{1,2}, \d{4}, \d{1,2}:\d{2}\s[AP]M [\w/]+\n\nCaredesk ref [0-9A-Z]{4}-[0-9A-Z]{4}$/,
    )
    expect(after.otherFields).toEqual(before.otherFields)
  })
}
