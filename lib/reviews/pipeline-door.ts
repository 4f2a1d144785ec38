import "server-only"
import { createHash, timingSafeEqual } from "node:crypto"
import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible"
import { recordAudit } from "#lib/audit/record.ts"
import type { Db } from "#lib/db/store.ts"
import { env } from "#lib/env.ts"
import { privateJson } from "#lib/people/handler.ts"

/** Requests a minute. Posts: ten times what a clinic's busiest hour brings. Strangers: so that they cannot fill the audit. */
const LIMITS = {
  post: new RateLimiterMemory({ points: 1_200, duration: 60 }),
  poll: new RateLimiterMemory({ points: 120, duration: 60 }),
  stranger: new RateLimiterMemory({ points: 60, duration: 60 }),
}

const digest = (text: string) => createHash("sha256").update(text).digest()

/** Whether a request carries the pipeline's token. Without a token set, no request does. */
function isPipeline(request: Request): boolean {
  const token = env().PIPELINE_TOKEN
  if (!token) return false
  const given = request.headers.get("authorization") ?? ""
  return timingSafeEqual(digest(given), digest(`Bearer ${token}`))
}

/** Seconds until the next request may come, 0 when this one may. */
async function secondsToWait(limiter: RateLimiterMemory): Promise<number> {
  try {
    await limiter.consume("all")
    return 0
  } catch (over) {
    if (over instanceof RateLimiterRes) return Math.ceil(over.msBeforeNext / 1_000)
    throw over
  }
}

const tooMany = (seconds: number) => {
  const answer = privateJson({ error: "Too many requests. Wait, then send it again." }, 429)
  answer.headers.set("Retry-After", String(seconds))
  return answer
}

/** The refusal of a request that is not the pipeline's, or one too many; null lets it in. */
export async function refusePipeline(
  db: Db,
  request: Request,
  what: "post" | "poll",
): Promise<Response | null> {
  if (!isPipeline(request)) {
    const wait = await secondsToWait(LIMITS.stranger)
    if (wait > 0) return tooMany(wait)
    await recordAudit(db, { actor: "pipeline", action: "draft.unauthorized" })
    return privateJson(
      { error: "The Authorization header does not carry the pipeline's token." },
      401,
    )
  }
  const wait = await secondsToWait(LIMITS[what])
  if (wait === 0) return null
  await recordAudit(db, { actor: "pipeline", action: "drafts.throttled", detail: { what } })
  return tooMany(wait)
}
