import "server-only"
import { GhlError } from "#lib/ghl/errors.ts"
import type { Ghl } from "#lib/ghl/types.ts"

const BACKGROUND = { priority: "background", fresh: true } as const

/** Contacts asked for at most before GHL counts as down. */
const TRIES = 3

async function answers(call: Promise<unknown>): Promise<boolean> {
  try {
    await call
    return true
  } catch (error) {
    if (!(error instanceof GhlError)) throw error
    return error.kind === "not-found"
  }
}

/**
 * Whether GHL still gives contacts, when some in a row could not be read: tells contacts that are
 * unreadable from GHL being down. Asks for `readable`, a contact that was read before (null: none was),
 * and for others of the location, but for none of `failed`.
 */
export async function answersStill(
  ghl: Ghl,
  readable: string | null,
  failed: ReadonlySet<string>,
): Promise<boolean> {
  if (readable !== null && (await answers(ghl.getContact(readable, BACKGROUND)))) return true
  const others: string[] = []
  const listed = await answers(
    ghl.listContacts({ limit: 20 }, BACKGROUND).then(({ contacts }) => {
      others.push(...contacts.map(({ id }) => id).filter((id) => !failed.has(id)))
    }),
  )
  if (!listed) return false
  for (const id of others.slice(0, TRIES)) {
    if (await answers(ghl.getContact(id, BACKGROUND))) return true
  }
  return false
}
