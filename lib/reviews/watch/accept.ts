import "server-only"
import { and, asc, inArray, lte, type SQL } from "drizzle-orm"
import { recordAudit } from "#lib/audit/record.ts"
import { dbNow } from "#lib/changes/engine/time.ts"
import { normaliseText } from "#lib/changes/normalise.ts"
import { decisions, drafts } from "#lib/db/schema/reviews.ts"
import type { Db } from "#lib/db/store.ts"
import { allows } from "#lib/people/permissions.ts"
import type { Person } from "#lib/people/sessions.ts"
import { writtenBy } from "../authorship.ts"
import { hmacsOf } from "../decision/text-hmacs.ts"
import { inBacklog } from "./backlog.ts"
import { mayAcceptUnopened } from "./backlog-edits.ts"
import type { AcceptOutcome, Selection } from "./backlog-types.ts"
import { rememberWhole } from "./remember.ts"

/** More than this at once is for administrators. */
const LIMIT = 50
/** Texts decided in one transaction. */
const CHUNK = 50

const selected = (selection: Selection) =>
  "ids" in selection
    ? inArray(drafts.id, selection.ids)
    : lte(drafts.receivedAt, new Date(selection.until))

/**
 * Accepts texts of the backlog as they stand: each gets its own decision, which says that nobody opened
 * it. Nothing is written to GHL. What is accepted is the text that was found and shown: if it changed in
 * GHL since, the new text is unknown and becomes an item of its own. One that a person edited here is left
 * for its review. `fieldId` is that of call_notes.
 */
export async function acceptBacklog(
  db: Db,
  { selection, fieldId }: { selection: Selection; fieldId: string },
  person: Person,
): Promise<AcceptOutcome> {
  const wanted = and(inBacklog, selected(selection))
  const countOf = (which: SQL | undefined) => db.$count(drafts, which)
  const asked = "ids" in selection ? selection.ids.length : await countOf(wanted)
  const toAccept =
    "ids" in selection ? asked : await countOf(and(wanted, mayAcceptUnopened(db, person.id)))
  const most = allows(person.role, "reviews.accept-many") ? Number.POSITIVE_INFINITY : LIMIT
  if (toAccept > most) {
    await recordAudit(db, {
      actor: "person",
      personId: person.id,
      action: "access.refused",
      detail: { permission: "reviews.accept-many", texts: toAccept },
    })
    return { outcome: "too-many", limit: LIMIT }
  }
  let accepted = 0
  for (;;) {
    // A claim may have ended since they were counted.
    const limit = Math.min(CHUNK, most - accepted)
    const chunk = await db.transaction((tx) => acceptChunk(tx, { wanted, limit, fieldId }, person))
    accepted += chunk.accepted
    if (chunk.met === 0) return { outcome: "accepted", accepted, left: asked - accepted }
  }
}

async function acceptChunk(
  tx: Db,
  { wanted, limit, fieldId }: { wanted: SQL | undefined; limit: number; fieldId: string },
  person: Person,
): Promise<{ met: number; accepted: number }> {
  const free = and(wanted, mayAcceptUnopened(tx, person.id))
  const met = await tx
    .select({ id: drafts.id })
    .from(drafts)
    .where(free)
    .orderBy(asc(drafts.id))
    .limit(limit)
    .for("update")
  if (met.length === 0) return { met: 0, accepted: 0 }
  // Asked again under the lock: words kept beside a draft do not change its row, and a lock that was
  // waited for tells only of that.
  const rows = await tx
    .update(drafts)
    .set({ status: "approved", decidedAt: dbNow(), decidedBy: person.id })
    .where(
      and(
        inArray(
          drafts.id,
          met.map(({ id }) => id),
        ),
        free,
      ),
    )
    .returning({ id: drafts.id, contactId: drafts.contactId, text: drafts.summary })
  for (const { id, contactId, text } of rows) {
    const hmacs = hmacsOf({ summary: text, analysis: "" })
    await rememberWhole(tx, { contactId, fieldId }, text)
    await tx.insert(decisions).values({
      draftId: id,
      contactId,
      origin: "watch",
      kind: "accepted",
      personId: person.id,
      flags: {
        supported: 0,
        contradicted: 0,
        notFound: 0,
        contradictedKinds: [],
        askedAgain: ["unopened"],
        inBulk: true,
      },
      edits: 0,
      activeSeconds: 0,
      evidenceOpened: [],
      aiShare: 0,
      authorship: { summary: writtenBy("before", normaliseText(text)), analysis: [] },
      ...hmacs,
    })
    await recordAudit(tx, {
      actor: "person",
      personId: person.id,
      action: "draft.accepted",
      contactId,
      detail: { draftId: id, text: hmacs.summaryHmac, inBulk: true },
    })
  }
  return { met: met.length, accepted: rows.length }
}
