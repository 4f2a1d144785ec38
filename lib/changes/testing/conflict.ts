import { expect } from "vitest"
import type { Desk } from "./desk.ts"

/** A change of call notes from "Old." to "Ours." that met "Theirs.", of a contact that no test has had. */
export async function callNotesConflict(desk: Desk) {
  const contactId = desk.nextContact()
  await desk.edit(contactId, { fields: { "contact.call_notes": "Theirs." } })
  const changeId = await desk.change(contactId, [
    {
      kind: "set-field",
      fieldId: desk.callNotesId,
      label: "Call notes",
      seen: "Old.",
      wanted: "Ours.",
    },
  ])
  const view = await desk.ended(changeId)
  expect(view.status).toBe("conflict")
  return { contactId, changeId, stepId: view.steps[0]?.id ?? "" }
}
