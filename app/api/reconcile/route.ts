import { z } from "zod"
import { database } from "#lib/db/instance.ts"
import { env } from "#lib/env.ts"
import { privateJson } from "#lib/people/handler.ts"
import { refuseStranger } from "#lib/people/strangers.ts"
import { isCommand } from "#lib/reconcile/command-key.ts"
import { isLooking, lookNow } from "#lib/reconcile/instance.ts"
import { summaryOf } from "#lib/reconcile/summary.ts"

/** A refusal, unless the request carries what the command derives from AUTH_SECRET. */
async function refusal(request: Request) {
  if (isCommand(request.headers.get("authorization"), env().AUTH_SECRET)) return null
  return refuseStranger(
    await database(),
    { actor: "system", action: "reconcile.refused" },
    "For the command `npm run reconcile` only.",
  )
}

/** POST /api/reconcile: begins a look at all finished decisions, or joins the one under way. 202 `{runId}`. */
export async function POST(request: Request) {
  const refused = await refusal(request)
  if (refused) return refused
  const { runId } = await lookNow()
  return privateJson({ runId }, 202)
}

/** GET /api/reconcile?run=ID: where it stands, in ids and counts. */
export async function GET(request: Request) {
  const refused = await refusal(request)
  if (refused) return refused
  const runId = z.uuid().safeParse(new URL(request.url).searchParams.get("run")).data
  const summary = runId ? await summaryOf(await database(), runId, isLooking(runId)) : null
  return summary ? privateJson(summary) : privateJson({ error: "There is no such look." }, 404)
}
