import "server-only"
import { and, asc, count, eq, inArray, lte } from "drizzle-orm"
import { recordAudit } from "#lib/audit/record.ts"
import { dbNow } from "#lib/changes/engine/time.ts"
import { normaliseText } from "#lib/changes/normalise.ts"
import { decisions, drafts } from "#lib/db/schema/reviews.ts"
import type { Db } from "#lib/db/store.ts"
import { allows } from "#lib/people/permissions.ts"
import type { Person } from "#lib/people/sessions.ts"
import { writtenBy } from "../authorship.ts"
import { hmacsOf } from "../decision/text-hmacs.ts"
import { inBacklog, isFreeFor } from "./backlog.ts"
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
 * GHL since, the new text is unknown and becomes an item of its own. `fieldId` is that of call_notes.
 */
export async function acceptBacklog(
  db: Db,
  { selection, fieldId }: { selection: Selection; fieldId: string },
  person: Person,
): Promise<AcceptOutcome> {
  const wanted = and(inBacklog, selected(selection))
  const [asked] = await db.select({ n: count() }).from(drafts).where(wanted)
  const number = "ids" in selection ? selection.ids.length : (asked?.n ?? 0)
  if (number > LIMIT && !allows(person.role, "reviews.accept-many")) {
    await recordAudit(db, {
      actor: "person",
      personId: person.id,
      action: "access.refused",
      detail: { permission: "reviews.accept-many", texts: number },
    })
    return { outcome: "too-many", limit: LIMIT }
  }
  let accepted = 0
  for (;;) {
    const chunk = await db.transaction((tx) => acceptChunk(tx, wanted, fieldId, person))
    accepted += chunk
    if (chunk === 0) return { outcome: "accepted", accepted, left: number - accepted }
  }
}

async function acceptChunk(
  tx: Db,
  wanted: ReturnType<typeof and>,
  fieldId: string,
  person: Person,
): Promise<number> {
  const chunk = tx
    .select({ id: drafts.id })
    .from(drafts)
    .where(and(wanted, isFreeFor(person.id)))
    .orderBy(asc(drafts.id))
    .limit(CHUNK)
    .for("update")
  const rows = await tx
    .update(drafts)
    .set({ status: "approved", decidedAt: dbNow(), decidedBy: person.id })
    .where(and(inArray(drafts.id, chunk), eq(drafts.status, "waiting")))
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
  return rows.length
}
