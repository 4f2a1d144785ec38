import "server-only"
import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible"
import { type AuditEntry, recordAudit } from "#lib/audit/record.ts"
import type { Db } from "#lib/db/store.ts"
import { privateJson } from "./handler.ts"

/** Requests a minute without the token that a door asks for, at all doors together: so that they cannot fill the audit. */
const strangers = new RateLimiterMemory({ points: 60, duration: 60 })

/** Seconds until the next request may come, 0 when this one may. */
export async function secondsToWait(limiter: RateLimiterMemory): Promise<number> {
  try {
    await limiter.consume("all")
    return 0
  } catch (over) {
    if (over instanceof RateLimiterRes) return Math.ceil(over.msBeforeNext / 1_000)
    throw over
  }
}

/** 429, with the seconds to wait. */
export function tooMany(seconds: number): Response {
  const answer = privateJson({ error: "Too many requests. Wait, then send it again." }, 429)
  answer.headers.set("Retry-After", String(seconds))
  return answer
}

/** Refuses a request that does not carry a door's token: 401 with its audit event, or 429 without one. */
export async function refuseStranger(db: Db, event: AuditEntry, words: string): Promise<Response> {
  const wait = await secondsToWait(strangers)
  if (wait > 0) return tooMany(wait)
  await recordAudit(db, event)
  return privateJson({ error: words }, 401)
}
