import { database } from "#lib/db/instance.ts"
import { env } from "#lib/env.ts"
import { log } from "#lib/log.ts"
import { privateJson } from "#lib/people/handler.ts"
import { limitedBody } from "#lib/people/limited-body.ts"
import { decidedForPipeline, decidedQuery } from "#lib/reviews/decided-for-pipeline.ts"
import { takeInDraft } from "#lib/reviews/intake.ts"
import { refusePipeline } from "#lib/reviews/pipeline-door.ts"

const LIMIT = 1_000_000

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes))
  } catch {
    return undefined
  }
}

/**
 * Answers a failure of ours with 503. What nobody caught, Next prints whole: a failed query with the
 * draft's texts.
 */
const orSendAgain =
  (answer: (request: Request) => Promise<Response>) =>
  async (request: Request): Promise<Response> => {
    try {
      return await answer(request)
    } catch (error) {
      log.error({ err: error }, "a request of the pipeline failed")
      return privateJson({ error: "Caredesk could not do this now. Send it again." }, 503)
    }
  }

/**
 * POST /api/drafts: the pipeline hands in a summary for review. Answers `{id, url}` with 201 (stored),
 * 200 (this run and body were stored before), else `{error, problems?}` with 401, 409, 413, 422, 429 or 503.
 */
export const POST = orSendAgain(async (request) => {
  const db = await database()
  const refusal = await refusePipeline(db, request, "post")
  if (refusal) return refusal
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
})

/**
 * GET /api/drafts?status=rejected|returned: what became of drafts, for the pipeline. Answers
 * `{drafts, cursor, more}`, else `{error, problems?}` with 400, 401, 429 or 503.
 */
export const GET = orSendAgain(async (request) => {
  const db = await database()
  const refusal = await refusePipeline(db, request, "poll")
  if (refusal) return refusal
  const query = new URL(request.url).searchParams
  const repeated = [...query.keys()].some((key) => query.getAll(key).length > 1)
  const input = decidedQuery.safeParse(Object.fromEntries(query))
  if (repeated || !input.success) {
    const problems = input.error?.issues.map(({ path, message }) => `${path.join(".")}: ${message}`)
    return privateJson({ error: "The query is malformed.", problems: problems ?? [] }, 400)
  }
  const page = await decidedForPipeline(db, input.data)
  return privateJson({
    ...page,
    drafts: page.drafts.map((draft) => ({ ...draft, url: `${env().APP_URL}/reviews/${draft.id}` })),
  })
})
