import { queryOptions } from "@tanstack/react-query"
import { fetchJson } from "#components/shell/fetch-json.ts"
import type { ScheduleView } from "#lib/contacts/schedule-types.ts"

/** What is due next for a contact. Read again when the record is: see `lists-follow.tsx`. */
export function scheduleOf(contactId: string) {
  return queryOptions({
    queryKey: ["contacts", contactId, "schedule"],
    queryFn: ({ signal }) =>
      fetchJson<ScheduleView>(`/api/contacts/${encodeURIComponent(contactId)}/schedule`, {
        signal,
      }),
  })
}
