import { expect, onTestFinished, test } from "vitest"
import { memoryStore } from "#lib/db/testing/stores.ts"
import { openDesk } from "../testing/desk.ts"

test("notes in an account that keeps HTML lose no sign and no line", async () => {
  const desk = await openDesk(memoryStore, {}, { notes: "html" })
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

test("no other contact is looked at between the fresh read of a note and its write", async () => {
  const desk = await openDesk(memoryStore, {}, { notes: "html" })
  onTestFinished(() => desk.close())
  const contactId = desk.nextContact()
  for (const { id } of (await desk.truth(contactId)).notes) {
    await desk.edit(contactId, { notes: { remove: [id] } })
  }
  const body = "HbA1c <5.6 % & falling"
  const made = await desk.ended(await desk.change(contactId, [{ kind: "create-note", body }]))
  expect(made).toMatchObject({ status: "done", message: "The note was written." })
  const asked = (await desk.control.journal()).filter(({ actor }) => actor === "app")
  const notes = `/contacts/${contactId}/notes`
  const at = asked.findIndex(({ method, path }) => method === "POST" && path === notes)
  expect(asked.slice(at - 1, at + 1).map(({ method, path }) => [method, path])).toEqual([
    ["GET", notes],
    ["POST", notes],
  ])
  expect(asked.slice(0, at).some(({ path }) => /notes$/.test(path) && path !== notes)).toBe(true)
})
