import { expect, test } from "vitest"
import { noteViews } from "./notes-view.ts"

test("notes are shown newest first, whichever way GHL lists them; those without a date last", () => {
  const note = (id: string, dateAdded: string | null) => {
    return { id, contactId: "c1", body: id, userId: null, dateAdded }
  }
  const notes = [
    note("undated", null),
    note("old", "2026-01-01T00:00:00.000Z"),
    note("new", "2026-01-03T00:00:00.000Z"),
    note("as new", "2026-01-03T00:00:00.000Z"),
    note("middle", "2026-01-02T00:00:00.000Z"),
  ]
  const order = ["new", "as new", "middle", "old", "undated"]
  expect(noteViews(notes).map(({ id }) => id)).toEqual(order)
})
