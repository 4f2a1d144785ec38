import { people } from "#lib/db/schema/people.ts"
import type { Db } from "#lib/db/store.ts"
import type { Person } from "#lib/people/sessions.ts"

/** Stores a coordinator of that name, for tests of reviews. */
export async function reviewer(db: Db, name: string): Promise<Person> {
  const [row] = await db
    .insert(people)
    .values({
      email: `${name.toLowerCase().replaceAll(/\W+/g, ".")}@clinic.example`,
      name,
      role: "coordinator",
      passwordHash: "-",
    })
    .returning()
  if (!row) throw new Error("no person")
  return { ...row, sessionId: row.id }
}
