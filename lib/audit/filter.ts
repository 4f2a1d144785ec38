import { z } from "zod"
import { ghlId } from "#lib/ghl/ids.ts"
import { isAuditGroup } from "./groups.ts"
import type { AuditFilter } from "./list.ts"

const day = /^\d{4}-\d{2}-\d{2}$/

/** The instant at which a calendar day begins in a zone; null for what is no day. */
export function startOfDay(text: string, timeZone: string): Date | null {
  const utc = day.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN
  if (Number.isNaN(utc)) return null
  const offsetAt = (instant: number) => {
    const parts = new Intl.DateTimeFormat("sv-SE", {
      timeZone,
      dateStyle: "short",
      timeStyle: "medium",
    }).format(instant)
    return Date.parse(`${parts.replace(" ", "T")}Z`) - instant
  }
  const first = utc - offsetAt(utc)
  // The zone may have changed its offset between the two instants.
  return new Date(utc - offsetAt(first))
}

const DAY_MS = 86_400_000

// What does not parse is left out: a filter typed by hand must not break the page.
const query = z.object({
  group: z.string().refine(isAuditGroup).optional().catch(undefined),
  person: z.uuid().optional().catch(undefined),
  contact: ghlId.optional().catch(undefined),
  from: z.string().regex(day).optional().catch(undefined),
  to: z.string().regex(day).optional().catch(undefined),
  before: z.coerce.number().int().positive().optional().catch(undefined),
})

export type AuditQuery = z.output<typeof query>

/** The filter in the page's address: ids and days, nothing a person typed about a client. */
export function parseAuditQuery(input: Record<string, unknown>): AuditQuery {
  return query.parse(input)
}

/** The query as the list takes it; days are the clinic's, both ends inclusive. */
export function filterOf(parsed: AuditQuery, timeZone: string): AuditFilter {
  const from = parsed.from ? startOfDay(parsed.from, timeZone) : null
  const last = parsed.to ? Date.parse(`${parsed.to}T00:00:00Z`) : Number.NaN
  const to = Number.isNaN(last)
    ? null
    : startOfDay(new Date(last + DAY_MS).toISOString().slice(0, 10), timeZone)
  return {
    group: parsed.group,
    personId: parsed.person,
    contactId: parsed.contact,
    from: from ?? undefined,
    to: to ?? undefined,
    before: parsed.before,
  }
}
