import "server-only"
import { and, eq, isNull } from "drizzle-orm"
import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible"
import { z } from "zod"
import { recordAudit } from "#lib/audit/record.ts"
import { people } from "#lib/db/schema/people.ts"
import type { Db } from "#lib/db/store.ts"
import { passwordFits } from "./passwords.ts"
import { openSession } from "./sessions.ts"

const credentials = z.object({
  email: z.string().trim().toLowerCase().min(1).max(320),
  password: z.string().min(1).max(1024),
})

const WINDOW = 15 * 60
// Counted by account and address together, so that a stranger elsewhere cannot lock a person out.
const byAccountAndAddress = new RateLimiterMemory({ points: 10, duration: WINDOW })
const byAddress = new RateLimiterMemory({ points: 100, duration: WINDOW })
/** What was audited as throttled: each account at an address, and each address, once in a window. */
const told = new RateLimiterMemory({ points: 1, duration: WINDOW })

/** Takes a point; false when none is left, which uses nothing up. */
async function take(limiter: RateLimiterMemory, key: string): Promise<boolean> {
  try {
    await limiter.consume(key)
    return true
  } catch (over) {
    if (!(over instanceof RateLimiterRes)) throw over
    await limiter.reward(key)
    return false
  }
}

/**
 * Counts a try before its password is looked at, so that many at once are no more than the limit. Answers
 * null when it may go on, else which of the two is used up. The address comes first: once it is used up,
 * no new names are kept in memory for it.
 */
async function overLimit(pair: string, address: string): Promise<string | null> {
  if (!(await take(byAddress, address))) return address
  if (await take(byAccountAndAddress, pair)) return null
  await byAddress.reward(address)
  return pair
}

export type SignIn =
  | { ok: true; personId: string; sessionId: string }
  | { ok: false; reason: "wrong" | "throttled" }

/** Signs a person in with e-mail and password, and opens their session. Wrong or unknown look the same. */
export async function signIn(db: Db, input: unknown, address: string): Promise<SignIn> {
  const parsed = credentials.safeParse(input)
  if (!parsed.success) return { ok: false, reason: "wrong" }
  const { email, password } = parsed.data
  const pair = `${email} ${address}`
  const over = await overLimit(pair, address)
  if (over !== null) {
    if (await take(told, over)) {
      await recordAudit(db, { actor: "system", action: "session.throttled" })
    }
    return { ok: false, reason: "throttled" }
  }
  const [person] = await db
    .select({ id: people.id, passwordHash: people.passwordHash })
    .from(people)
    .where(and(eq(people.email, email), isNull(people.disabledAt)))
  if (!(await passwordFits(password, person?.passwordHash ?? null)) || !person) {
    await recordAudit(db, {
      actor: "system",
      personId: person?.id ?? null,
      action: "session.refused",
    })
    return { ok: false, reason: "wrong" }
  }
  await Promise.all([byAccountAndAddress.delete(pair), byAddress.reward(address)])
  return db.transaction(async (tx) => {
    const sessionId = await openSession(tx, person.id)
    await recordAudit(tx, { actor: "person", personId: person.id, action: "session.opened" })
    return { ok: true, personId: person.id, sessionId }
  })
}
