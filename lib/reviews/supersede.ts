import "server-only"
import { and, eq, inArray, ne, or, type SQL, sql } from "drizzle-orm"
import { recordAudit } from "#lib/audit/record.ts"
import { drafts } from "#lib/db/schema/reviews.ts"
import type { Db } from "#lib/db/store.ts"
import { withdrawFirst } from "./decision/record.ts"
import { inheritAssignee } from "./inherit-assignee.ts"
import { madeAt } from "./run-order.ts"

/** What tells which of two runs is newer. */
type Run = { id: string; contactId: string; documentId: string | null; createdAt: string | null }

const documentOf = sql`${drafts.source}->>'documentId'`

/** The pipeline's other runs for the same contact: about the same document, or one of them about none. */
const rivalsOf = (run: Run): SQL | undefined =>
  and(
    eq(drafts.contactId, run.contactId),
    eq(drafts.origin, "pipeline"),
    ne(drafts.id, run.id),
    run.documentId === null
      ? undefined
      : or(sql`${documentOf} is null`, sql`${documentOf} = ${run.documentId}`),
  )

/**
 * A run made after this one, as both of them say, and which one it is; of runs that do not say, the last
 * to arrive is the newest. One that a person rejected, or that made room for a rejected one, sets
 * nothing aside: nobody would see this one then, and the pipeline would not learn why.
 */
async function newerRun(db: Db, run: Run): Promise<string | null> {
  if (run.createdAt === null) return null
  const newer = await db
    .select({ id: drafts.id })
    .from(drafts)
    .where(and(rivalsOf(run), sql`${madeAt()} > ${run.createdAt}::timestamptz`))
    .orderBy(sql`${madeAt()} desc`)
  if (newer.length === 0) return null
  const all = await db
    .select({ id: drafts.id, status: drafts.status, supersededBy: drafts.supersededBy })
    .from(drafts)
    .where(eq(drafts.contactId, run.contactId))
  const byId = new Map(all.map((draft) => [draft.id, draft]))
  const endsRejected = (id: string) => {
    const met = new Set<string>()
    let draft = byId.get(id)
    while (draft?.status === "superseded" && draft.supersededBy && !met.has(draft.id)) {
      met.add(draft.id)
      draft = byId.get(draft.supersededBy)
    }
    return draft?.status === "rejected"
  }
  return newer.find(({ id }) => !endsRejected(id))?.id ?? null
}

/** Sets drafts aside for the one that took their place, each with its audit event; it inherits their assignee. */
async function setAside(db: Db, which: SQL | undefined, supersededBy: string): Promise<void> {
  const aside = await db
    .update(drafts)
    .set({ status: "superseded", supersededBy, decidedAt: sql`clock_timestamp()`, decidedBy: null })
    .where(and(which, inArray(drafts.status, ["waiting", "returned"])))
    .returning({
      id: drafts.id,
      contactId: drafts.contactId,
      assignedTo: drafts.assignedTo,
      receivedAt: drafts.receivedAt,
    })
  for (const { id, contactId } of aside) {
    await withdrawFirst(db, id)
    await recordAudit(db, {
      actor: "pipeline",
      action: "draft.superseded",
      contactId,
      detail: { draftId: id, supersededBy },
    })
  }
  await inheritAssignee(db, aside, supersededBy)
}

/** Makes runs for one contact wait for each other: two that arrive at once must see each other. */
export async function lockContactOfDrafts(db: Db, contactId: string): Promise<void> {
  await db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`drafts ${contactId}`}, 0))`)
}

/**
 * Lets the newest run for a contact stand: a run just taken in sets the undecided older ones aside, or
 * is set aside itself when a newer one is here already. What a person approved or rejected stays as it
 * is. In the intake's transaction, under `lockContactOfDrafts`.
 */
export async function supersede(db: Db, run: Run): Promise<void> {
  const newer = await newerRun(db, run)
  if (newer !== null) return setAside(db, eq(drafts.id, run.id), newer)
  await setAside(db, rivalsOf(run), run.id)
}

/**
 * Sets a draft aside that is back in the inbox, its approval cancelled, when a newer run for its
 * contact has come in meanwhile. In the transaction that put it back.
 */
export async function supersedeReopened(db: Db, draftId: string): Promise<void> {
  const [run] = await db.select().from(drafts).where(eq(drafts.id, draftId))
  if (run?.origin !== "pipeline") return
  const rivals = rivalsOf({ ...run, documentId: run.source.documentId ?? null, createdAt: null })
  const [newer] = await db
    .select({ id: drafts.id })
    .from(drafts)
    .where(
      and(
        rivals,
        inArray(drafts.status, ["waiting", "returned", "approved"]),
        sql`coalesce(${madeAt()} > ${run.source.createdAt ?? null}::timestamptz, ${drafts.receivedAt} > (select received_at from drafts where id = ${draftId}))`,
      ),
    )
    .orderBy(sql`${drafts.receivedAt} desc`)
    .limit(1)
  if (newer) await setAside(db, eq(drafts.id, draftId), newer.id)
}
