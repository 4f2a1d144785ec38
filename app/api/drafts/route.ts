import { createHash, timingSafeEqual } from "node:crypto"
import { recordAudit } from "#lib/audit/record.ts"
import { database } from "#lib/db/instance.ts"
import { env } from "#lib/env.ts"
import { privateJson } from "#lib/people/handler.ts"
import { takeInDraft } from "#lib/reviews/intake.ts"
import { limitedBody } from "#lib/reviews/limited-body.ts"

const LIMIT = 1_000_000

const digest = (text: string) => createHash("sha256").update(text).digest()

/** Whether a request carries the pipeline's token. Without a token set, no request does. */
function isPipeline(request: Request): boolean {
  const token = env().PIPELINE_TOKEN
  if (!token) return false
  const given = request.headers.get("authorization") ?? ""
  return timingSafeEqual(digest(given), digest(`Bearer ${token}`))
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes))
  } catch {
    return undefined
  }
}

/**
 * POST /api/drafts: the pipeline hands in a summary for review. Answers `{id, url}` with 201 (stored),
 * 200 (this run and body were stored before), else `{error, problems?}` with 401, 409, 413 or 422.
 */
export async function POST(request: Request) {
  const db = await database()
  if (!isPipeline(request)) {
    await recordAudit(db, { actor: "pipeline", action: "draft.unauthorized" })
    return privateJson(
      { error: "The Authorization header does not carry the pipeline's token." },
      401,
    )
  }
  const bytes = await limitedBody(request, LIMIT)
  if (bytes === null) {
    return privateJson({ error: `The body is larger than ${LIMIT} bytes.` }, 413)
  }
  const body = parsed(bytes)
  if (body === undefined) return privateJson({ error: "The body is not JSON in UTF-8." }, 422)
  const intake = await takeInDraft(db, body)
  if (intake.outcome === "malformed") {
    return privateJson({ error: "The draft is malformed.", problems: intake.problems }, 422)
  }
  const answer = { id: intake.id, url: `${env().APP_URL}/reviews/${intake.id}` }
  if (intake.outcome === "clash") {
    return privateJson({ ...answer, error: "This runId was used with another body." }, 409)
  }
  return privateJson(answer, intake.outcome === "stored" ? 201 : 200)
}
