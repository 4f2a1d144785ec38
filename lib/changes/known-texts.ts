import "server-only"
import { fingerprint } from "#lib/audit/fingerprint.ts"
import { knownTexts } from "#lib/db/schema/changes.ts"
import type { Db } from "#lib/db/store.ts"
import { normaliseText } from "./normalise.ts"

/** The fingerprint by which a text of a field is known: the same for every way of writing its line ends. */
export const textHmac = (text: string): string => fingerprint(normaliseText(text))

/** Remembers that a person stands behind this text in this field of this contact. */
export async function rememberText(
  db: Db,
  known: { contactId: string; fieldId: string; hmac: string },
): Promise<void> {
  await db.insert(knownTexts).values(known).onConflictDoNothing()
}
