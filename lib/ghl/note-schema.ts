import "server-only"
import { z } from "zod"
import { toInstant } from "./days.ts"
import { ghlId } from "./ids.ts"
import { anything, textOrNull } from "./lenient.ts"

const note = z.object({
  id: ghlId,
  body: z.string().catch(""),
  userId: textOrNull,
  dateAdded: anything.transform(toInstant),
})

/** A note as GHL sends it. Source: GET /contacts/{id}/notes. */
export type RawNote = z.infer<typeof note>

/** Answer of GET /contacts/{id}/notes: entries that are no note are left out. */
export const notesAnswer = z.object({
  notes: z
    .array(z.unknown())
    .transform((all) => all.flatMap((one) => note.safeParse(one).data ?? [])),
})

/** Answer of GET /contacts/{id}/notes/{noteId}. */
export const oneNoteAnswer = z.object({ note })

/** Answer of POST and PUT of a note; the note may stand in it or be it. */
export const noteAnswer = z
  .object({ note: note.nullable().catch(null), id: ghlId.nullable().catch(null) })
  .transform(({ note, id }) => ({ note, id: note?.id ?? id }))
