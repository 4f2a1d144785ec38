import type { Ghl } from "#lib/ghl/types.ts"

/** What the calls are about: contacts that exist, one field, and some files with whom they hang on. */
export type Subjects = {
  ids: string[]
  fieldId: string
  documents: { contactId: string; documentId: string }[]
}

/**
 * Every kind of call that the desk makes, each with arguments that differ from call to call, so that
 * anything kept by argument shows. What makes something also alters it, by the id that GHL answered.
 */
export function mixOf(
  ghl: Ghl,
  { ids, fieldId, documents }: Subjects,
): ((n: number) => Promise<unknown>)[] {
  const person = (n: number) => ids[n % ids.length] ?? ""
  return [
    (n) => ghl.getContact(person(n)),
    (n) => ghl.listNotes(person(n)),
    (n) => ghl.searchContacts({ query: `nobody ${n}`, limit: 20 }),
    (n) => ghl.setCustomField(person(n), fieldId, `HbA1c ${n} %`),
    (n) => ghl.getContact(`unknown${n}`).catch(() => null),
    (n) => ghl.listContacts({ limit: 1 + (n % 5) }),
    (n) => ghl.listTasks(person(n)),
    (n) => ghl.listAppointments(person(n)),
    async (n) => {
      const { noteId } = await ghl.createNote(person(n), `HbA1c ${n} %`)
      if (noteId) await ghl.updateNote(person(n), noteId, `HbA1c ${n} %, on purpose`)
    },
    async (n) => {
      await ghl.addTags(person(n), [`measured ${n}`])
      await ghl.removeTags(person(n), [`measured ${n}`])
    },
    async (n) => {
      const dueAt = "2030-12-02T15:00:00.000Z"
      const { taskId } = await ghl.createTask(person(n), { title: `Call ${n}`, body: "", dueAt })
      if (taskId) await ghl.setTaskCompleted(person(n), taskId, true)
    },
    async (n) => {
      const file = documents[n % documents.length]
      if (file) await ghl.openDocument(file.contactId, file.documentId)
    },
  ]
}
