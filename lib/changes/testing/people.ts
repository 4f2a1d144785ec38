import { people } from "#lib/db/schema/people.ts"
import type { Db } from "#lib/db/store.ts"

/** The audit's fingerprints need a secret; no test needs a real one. */
export function setTestEnv(): void {
  process.env.GHL_ACCESS_TOKEN ??= "test-token"
  process.env.GHL_LOCATION_ID ??= "test-location"
  process.env.AUTH_SECRET ??= "a secret for tests that is long enough"
  process.env.APP_URL ??= "http://localhost:3000"
}

/** A coordinator to act as; gives back the id. */
export async function addPerson(db: Db, name = "Casey Coordinator"): Promise<string> {
  const [person] = await db
    .insert(people)
    .values({
      email: `${crypto.randomUUID()}@caredesk.test`,
      name,
      role: "coordinator",
      passwordHash: "-",
    })
    .returning({ id: people.id })
  if (!person) throw new Error("No person was stored")
  return person.id
}
