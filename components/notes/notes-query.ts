import { queryOptions } from "@tanstack/react-query"
import { fetchJson } from "#components/shell/fetch-json.ts"
import type { NoteView } from "#lib/contacts/record-types.ts"

/** Notes of a contact. Read again when the record is: see `lists-follow.tsx`. */
export function notesOf(contactId: string) {
  return queryOptions({
    queryKey: ["contacts", contactId, "notes"],
    queryFn: ({ signal }) =>
      fetchJson<{ notes: NoteView[] }>(`/api/contacts/${encodeURIComponent(contactId)}/notes`, {
        signal,
      }),
    select: ({ notes }) => notes,
  })
}
