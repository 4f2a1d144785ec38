import "server-only"
import { isNull } from "drizzle-orm"
import { people } from "#lib/db/schema/people.ts"
import type { Db } from "#lib/db/store.ts"
import { allows } from "#lib/people/permissions.ts"
import type { Reviewer } from "./inbox-types.ts"

/** Everybody who may decide on drafts, by name. */
export async function reviewersOf(db: Db): Promise<Reviewer[]> {
  const rows = await db
    .select({ id: people.id, name: people.name, role: people.role })
    .from(people)
    .where(isNull(people.disabledAt))
    .orderBy(people.name, people.id)
  return rows
    .filter(({ role }) => allows(role, "reviews.decide"))
    .map(({ id, name }) => ({ id, name }))
}
