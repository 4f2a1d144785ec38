import "server-only"
import { and, eq, isNull } from "drizzle-orm"
import { RateLimiterMemory } from "rate-limiter-flexible"
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

// Counted by account and address together, so that a stranger elsewhere cannot lock a person out.
const byAccountAndAddress = new RateLimiterMemory({ points: 10, duration: 15 * 60 })
const byAddress = new RateLimiterMemory({ points: 100, duration: 15 * 60 })

const used = (limiter: RateLimiterMemory, key: string) =>
  limiter.get(key).then((state) => (state?.consumedPoints ?? 0) >= limiter.points)
const count = (limiter: RateLimiterMemory, key: string) =>
  limiter.consume(key).catch(() => undefined)

export type SignIn =
  | { ok: true; personId: string; sessionId: string }
  | { ok: false; reason: "wrong" | "throttled" }

/** Signs a person in with e-mail and password, and opens their session. Wrong or unknown look the same. */
export async function signIn(db: Db, input: unknown, address: string): Promise<SignIn> {
  const parsed = credentials.safeParse(input)
  if (!parsed.success) return { ok: false, reason: "wrong" }
  const { email, password } = parsed.data
  const pair = `${email} ${address}`
  if ((await used(byAccountAndAddress, pair)) || (await used(byAddress, address))) {
    await recordAudit(db, { actor: "system", action: "session.throttled" })
    return { ok: false, reason: "throttled" }
  }
  const [person] = await db
    .select({ id: people.id, passwordHash: people.passwordHash })
    .from(people)
    .where(and(eq(people.email, email), isNull(people.disabledAt)))
  if (!(await passwordFits(password, person?.passwordHash ?? null)) || !person) {
    await Promise.all([count(byAccountAndAddress, pair), count(byAddress, address)])
    await recordAudit(db, {
      actor: "system",
      personId: person?.id ?? null,
      action: "session.refused",
    })
    return { ok: false, reason: "wrong" }
  }
  await byAccountAndAddress.delete(pair)
  return db.transaction(async (tx) => {
    const sessionId = await openSession(tx, person.id)
    await recordAudit(tx, { actor: "person", personId: person.id, action: "session.opened" })
    return { ok: true, personId: person.id, sessionId }
  })
}
