import "server-only"
import { eq } from "drizzle-orm"
import { recordAudit } from "#lib/audit/record.ts"
import { withLineFeeds } from "#lib/changes/normalise.ts"
import { drafts } from "#lib/db/schema/reviews.ts"
import type { Db } from "#lib/db/store.ts"
import { normalInstant } from "#lib/instant.ts"
import { criticalOfDraft } from "./critical-of-draft.ts"
import { bodyHash, DEFAULT_TAGS, draftBody } from "./draft-body.ts"
import { lockContactOfDrafts, supersede } from "./supersede.ts"
import { judgeFoundAnew } from "./watch/critical-of-found.ts"
import { dbTime } from "./watch/db-time.ts"

export type Intake =
  | { outcome: "stored" | "repeated" | "clash"; id: string }
  /** Paths and what is wrong with them; never the values, which are health data. */
  | { outcome: "malformed"; problems: string[] }

/** How far the pipeline's clock may be ahead of ours. */
const AHEAD_MINUTES = 10

/** A run from the future would be newer than all that come, until that day. */
const isFromTheFuture = async (db: Db, createdAt: string) =>
  Date.parse(createdAt) > Date.parse(await dbTime(db)) + AHEAD_MINUTES * 60_000

/** The draft of a run; undefined while none is stored. */
async function runOf(tx: Db, runId: string) {
  const [draft] = await tx
    .select({ id: drafts.id, bodyHash: drafts.bodyHash })
    .from(drafts)
    .where(eq(drafts.runId, runId))
  return draft
}

/** Notes a refusal by the paths of what is wrong with it. */
const auditRefused = (db: Db, problems: string[], contactId?: string) =>
  recordAudit(db, {
    actor: "pipeline",
    action: "draft.refused",
    contactId,
    detail: { problems },
  })

/**
 * Stores a draft of the pipeline. The same run id never makes two, however many posts arrive at once;
 * of several undecided runs for one contact the newest stands, the others are superseded. A new run
 * that says it was made more than ten minutes from now is malformed.
 */
export async function takeInDraft(db: Db, input: unknown): Promise<Intake> {
  const parsed = draftBody.safeParse(input)
  if (!parsed.success) {
    const problems = parsed.error.issues
      .slice(0, 20)
      .map((issue) => `${issue.path.join(".") || "body"}: ${issue.message}`)
    const paths = parsed.error.issues.slice(0, 20).map((issue) => issue.path.join("."))
    await auditRefused(db, paths)
    return { outcome: "malformed", problems }
  }
  const body = parsed.data
  const createdAt = body.createdAt === undefined ? null : normalInstant(body.createdAt)
  const hash = bodyHash(body)
  const tags = body.tags ?? DEFAULT_TAGS
  const critical = criticalOfDraft({ ...body, source: body.source ?? {} })
  return db.transaction(async (tx) => {
    await lockContactOfDrafts(tx, body.contactId)
    const isAhead = createdAt !== null && (await isFromTheFuture(tx, createdAt))
    if (isAhead && !(await runOf(tx, body.runId))) {
      await auditRefused(tx, ["createdAt"], body.contactId)
      const problem = `createdAt: is more than ${AHEAD_MINUTES} minutes ahead of Caredesk's clock`
      return { outcome: "malformed", problems: [problem] }
    }
    const [stored] = await tx
      .insert(drafts)
      .values({
        runId: body.runId,
        bodyHash: hash,
        contactId: body.contactId,
        userId: body.userId ?? null,
        // Places in these texts are told to a text field and by it, which counts a line end as one character.
        summary: withLineFeeds(body.summary),
        analysis: withLineFeeds(body.analysis),
        source: { ...body.source, ...(createdAt === null ? {} : { createdAt }) },
        critical,
        modelName: body.model?.name ?? null,
        modelVersion: body.model?.version ?? null,
        tagsToAdd: tags.add,
        tagsToRemove: tags.remove,
      })
      .onConflictDoNothing({ target: drafts.runId })
      .returning({ id: drafts.id })
    if (stored) {
      await recordAudit(tx, {
        actor: "pipeline",
        action: "draft.received",
        contactId: body.contactId,
        detail: {
          draftId: stored.id,
          model: body.model?.name ?? null,
          critical: critical.length,
        },
      })
      await supersede(tx, {
        id: stored.id,
        contactId: body.contactId,
        documentId: body.source?.documentId ?? null,
        createdAt,
      })
      if (critical.length > 0) await judgeFoundAnew(tx, body.contactId)
      return { outcome: "stored", id: stored.id }
    }
    const earlier = await runOf(tx, body.runId)
    if (!earlier) throw new Error("a draft was refused as a repeat and there is no first")
    if (earlier.bodyHash === hash) return { outcome: "repeated", id: earlier.id }
    await recordAudit(tx, {
      actor: "pipeline",
      action: "draft.refused",
      contactId: body.contactId,
      detail: { draftId: earlier.id, problems: ["runId"] },
    })
    return { outcome: "clash", id: earlier.id }
  })
}
