import "server-only"
import { and, eq, gt, isNull } from "drizzle-orm"
import { people, sessions } from "#lib/db/schema/people.ts"
import type { Db } from "#lib/db/store.ts"
import type { Role } from "./permissions.ts"

/** A session ends this long after its person's last act, and in any case this long after sign-in. */
export const IDLE_MINUTES = 15
export const ABSOLUTE_HOURS = 12

const MINUTE = 60_000

/** Who is signed in. */
export type Person = { id: string; name: string; email: string; role: Role; sessionId: string }

/** Opens a session for a person; its id goes into the signed cookie. */
export async function openSession(db: Db, personId: string): Promise<string> {
  const [row] = await db
    .insert(sessions)
    .values({ personId, expiresAt: new Date(Date.now() + ABSOLUTE_HOURS * 60 * MINUTE) })
    .returning({ id: sessions.id })
  if (!row) throw new Error("the session was not stored")
  return row.id
}

/** Ends a session at once; ending one twice is no error. */
export async function endSession(db: Db, sessionId: string): Promise<void> {
  await db
    .update(sessions)
    .set({ endedAt: new Date() })
    .where(and(eq(sessions.id, sessionId), isNull(sessions.endedAt)))
}

/**
 * The person behind a session, or null when it is unknown, ended, expired or idle, or the person is
 * disabled. `act` says that a person did something, which restarts the idle time; polling must not.
 */
export async function personOfSession(
  db: Db,
  sessionId: string,
  act: boolean,
): Promise<Person | null> {
  const now = Date.now()
  const [row] = await db
    .select({
      id: people.id,
      name: people.name,
      email: people.email,
      role: people.role,
      lastActiveAt: sessions.lastActiveAt,
    })
    .from(sessions)
    .innerJoin(people, eq(people.id, sessions.personId))
    .where(
      and(
        eq(sessions.id, sessionId),
        isNull(sessions.endedAt),
        isNull(people.disabledAt),
        gt(sessions.expiresAt, new Date(now)),
        gt(sessions.lastActiveAt, new Date(now - IDLE_MINUTES * MINUTE)),
      ),
    )
  if (!row) return null
  const { lastActiveAt, ...person } = row
  // Once a half minute is exact enough, and spares a write on every request.
  if (act && now - lastActiveAt.getTime() > MINUTE / 2) {
    await db
      .update(sessions)
      .set({ lastActiveAt: new Date(now) })
      .where(eq(sessions.id, sessionId))
  }
  return { ...person, sessionId }
}
