import { expect, onTestFinished, test } from "vitest"
import { openStore } from "#lib/db/store.ts"
import { openDesk } from "../testing/desk.ts"

test("notes in an account that keeps HTML lose no sign and no line", async () => {
  const desk = await openDesk(() => openStore({ dataDir: null }), {}, { notes: "html" })
  onTestFinished(() => desk.close())
  const contactId = desk.nextContact()
  const body = "HbA1c <5.6 % & falling\n\n  Ferritin > 30"
  const made = await desk.ended(await desk.change(contactId, [{ kind: "create-note", body }]))
  expect(made).toMatchObject({ status: "done", message: "The note was written." })
  const ours = async () =>
    (await desk.truth(contactId)).notes.filter((note) => note.body.includes("Caredesk ref"))
  const [note] = await ours()
  expect(note?.body).toContain("&lt;5.6 % &amp; falling")

  const [seen] = (await desk.ghl.listNotes(contactId, { fresh: true })).filter(
    ({ id }) => id === note?.id,
  )
  const step = { kind: "edit-note", noteId: note?.id ?? "", label: "Note" } as const
  const wanted = `${seen?.body}\n\nWithdrawn & replaced <1>`
  const edited = await desk.change(contactId, [{ ...step, seen: seen?.body ?? "", wanted }])
  expect(await desk.ended(edited)).toMatchObject({ status: "done" })
  const after = await ours()
  expect(after).toHaveLength(1)
  expect(after[0]?.body).toContain("Withdrawn &amp; replaced &lt;1&gt;")
})
