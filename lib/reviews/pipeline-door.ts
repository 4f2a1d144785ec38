import "server-only"
import { createHash, timingSafeEqual } from "node:crypto"
import { RateLimiterMemory } from "rate-limiter-flexible"
import { recordAudit } from "#lib/audit/record.ts"
import type { Db } from "#lib/db/store.ts"
import { env } from "#lib/env.ts"
import { refuseStranger, secondsToWait, tooMany } from "#lib/people/strangers.ts"

/** Requests a minute. Posts: ten times what a clinic's busiest hour brings. */
const LIMITS = {
  post: new RateLimiterMemory({ points: 1_200, duration: 60 }),
  poll: new RateLimiterMemory({ points: 120, duration: 60 }),
}

const digest = (text: string) => createHash("sha256").update(text).digest()

/** Whether a request carries the pipeline's token. Without a token set, no request does. */
function isPipeline(request: Request): boolean {
  const token = env().PIPELINE_TOKEN
  if (!token) return false
  const given = request.headers.get("authorization") ?? ""
  return timingSafeEqual(digest(given), digest(`Bearer ${token}`))
}

/** The refusal of a request that is not the pipeline's, or one too many; null lets it in. */
export async function refusePipeline(
  db: Db,
  request: Request,
  what: "post" | "poll",
): Promise<Response | null> {
  if (!isPipeline(request)) {
    return refuseStranger(
      db,
      { actor: "pipeline", action: "draft.unauthorized" },
      "The Authorization header does not carry the pipeline's token.",
    )
  }
  const wait = await secondsToWait(LIMITS[what])
  if (wait === 0) return null
  await recordAudit(db, { actor: "pipeline", action: "drafts.throttled", detail: { what } })
  return tooMany(wait)
}
