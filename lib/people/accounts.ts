import "server-only"
import { createHash, randomBytes, timingSafeEqual } from "node:crypto"
import { and, count, eq, gt, inArray, isNull, notInArray, sql } from "drizzle-orm"
import { recordAudit } from "#lib/audit/record.ts"
import { people, sessions, setupLinks } from "#lib/db/schema/people.ts"
import type { Db } from "#lib/db/store.ts"
import { hashPassword } from "./passwords.ts"

/** The demo's people. They can sign in only while GHL_BASE_URL stays on this machine. */
export const DEMO_ACCOUNTS = [
  { email: "coordinator@caredesk.test", name: "Robin Hale", role: "coordinator" },
  { email: "admin@caredesk.test", name: "Dana Whitfield", role: "admin" },
] as const

const DEMO_EMAILS = DEMO_ACCOUNTS.map((account) => account.email)

/** Makes the demo accounts, or gives them this password again. */
export async function enableDemoAccounts(db: Db, password: string): Promise<void> {
  const passwordHash = await hashPassword(password)
  for (const account of DEMO_ACCOUNTS) {
    await db
      .insert(people)
      .values({ ...account, passwordHash })
      .onConflictDoUpdate({ target: people.email, set: { passwordHash, disabledAt: null } })
  }
}

/** Shuts the demo accounts out, with their sessions: what a store that once ran the demo needs. */
export async function disableDemoAccounts(db: Db): Promise<void> {
  const disabled = await db
    .update(people)
    .set({ disabledAt: new Date() })
    .where(and(inArray(people.email, [...DEMO_EMAILS]), isNull(people.disabledAt)))
    .returning({ id: people.id })
  if (disabled.length === 0) return
  await db
    .update(sessions)
    .set({ endedAt: new Date() })
    .where(
      inArray(
        sessions.personId,
        disabled.map((person) => person.id),
      ),
    )
}

/** Whether anybody beside the demo's people has an account. */
export async function hasOwnAccounts(db: Db): Promise<boolean> {
  const [row] = await db
    .select({ n: count() })
    .from(people)
    .where(notInArray(people.email, [...DEMO_EMAILS]))
  return (row?.n ?? 0) > 0
}

const hashOf = (token: string) => createHash("sha256").update(token).digest("hex")

/** Makes every link that was not used worthless: what a store needs once people have accounts. */
export async function dropSetupLinks(db: Db): Promise<void> {
  await db.delete(setupLinks).where(isNull(setupLinks.usedAt))
}

/** Links that nobody used, of the last 24 hours. */
const usable = () =>
  and(isNull(setupLinks.usedAt), gt(setupLinks.createdAt, sql`now() - interval '24 hours'`))

/** A new one-time token for /setup, good for 24 hours; earlier unused ones stop working. Only its hash is stored. */
export async function newSetupToken(db: Db): Promise<string> {
  const token = randomBytes(24).toString("base64url")
  await db.transaction(async (tx) => {
    await dropSetupLinks(tx)
    await tx.insert(setupLinks).values({ tokenHash: hashOf(token) })
  })
  return token
}

/** Whether a token from a setup link is still good. None is once somebody has an account of their own. */
export async function setupTokenIsGood(db: Db, token: string): Promise<boolean> {
  if (await hasOwnAccounts(db)) return false
  const rows = await db.select().from(setupLinks).where(usable())
  const given = Buffer.from(hashOf(token))
  return rows.some((row) => timingSafeEqual(Buffer.from(row.tokenHash), given))
}

/**
 * Makes the first admin and uses the link up, both or neither. False when the link is no longer good, which
 * is looked at before the password is hashed: anybody may ask.
 */
export async function createFirstAdmin(
  db: Db,
  input: { token: string; email: string; name: string; password: string },
): Promise<boolean> {
  if (await hasOwnAccounts(db)) {
    await dropSetupLinks(db)
    return false
  }
  if (!(await setupTokenIsGood(db, input.token))) return false
  const passwordHash = await hashPassword(input.password)
  return db.transaction(async (tx) => {
    const used = await tx
      .update(setupLinks)
      .set({ usedAt: new Date() })
      .where(and(eq(setupLinks.tokenHash, hashOf(input.token)), usable()))
      .returning()
    // Once more: the hash took its time.
    if (used.length === 0 || (await hasOwnAccounts(tx))) return false
    const [person] = await tx
      .insert(people)
      .values({
        email: input.email.trim().toLowerCase(),
        name: input.name.trim(),
        role: "admin",
        passwordHash,
      })
      .returning({ id: people.id })
    await recordAudit(tx, {
      actor: "person",
      personId: person?.id ?? null,
      action: "person.first-admin-made",
    })
    return true
  })
}
