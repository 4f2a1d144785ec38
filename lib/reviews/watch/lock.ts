import "server-only"
import { sql } from "drizzle-orm"
import type { Db } from "#lib/db/store.ts"

/** Makes those wait for each other that judge the text found on one contact, until their transactions end. */
export async function lockFoundText(tx: Db, contactId: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`watch ${contactId}`}, 0))`)
}
