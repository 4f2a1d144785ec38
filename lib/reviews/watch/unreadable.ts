import { z } from "zod"

/** A contact that could not be read or judged, and when it is tried again. */
export const unreadableSchema = z.object({
  contactId: z.string(),
  /** Failures in a row. */
  failures: z.number().int(),
  /** By the database's clock. ISO. */
  retryAt: z.string(),
})

export type Unreadable = z.output<typeof unreadableSchema>

/** However often it failed, a contact is tried again after so long. */
const LONGEST_MS = 60 * 60_000

/** At most so many contacts whose time has come at `now` (epoch ms), those that wait longest first. */
export function toRetry(aside: readonly Unreadable[], now: number, most: number): string[] {
  const due = aside.filter(({ retryAt }) => {
    const wait = Date.parse(retryAt) - now
    // Further ahead than anything is ever put: the clock was set back since.
    return wait <= 0 || wait > LONGEST_MS
  })
  return due
    .toSorted((one, other) => Date.parse(one.retryAt) - Date.parse(other.retryAt))
    .slice(0, most)
    .map(({ contactId }) => contactId)
}

/** With this contact put aside from `now` (epoch ms) on: for `retryMs`, doubled with each failure in a row. */
export function withFailed(
  aside: readonly Unreadable[],
  contactId: string,
  now: number,
  retryMs: number,
): Unreadable[] {
  const failures = (aside.find((one) => one.contactId === contactId)?.failures ?? 0) + 1
  const wait = Math.min(LONGEST_MS, retryMs * 2 ** Math.min(failures - 1, 20))
  const retryAt = new Date(now + wait).toISOString()
  return [...without(aside, contactId), { contactId, failures, retryAt }]
}

/** Without this contact: it could be read. */
export const without = (aside: readonly Unreadable[], contactId: string): Unreadable[] =>
  aside.filter((one) => one.contactId !== contactId)
