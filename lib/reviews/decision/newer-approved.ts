import "server-only"
import { and, desc, eq, inArray, ne } from "drizzle-orm"
import { alias } from "drizzle-orm/pg-core"
import { normaliseText, sameText } from "#lib/changes/normalise.ts"
import { people } from "#lib/db/schema/people.ts"
import { drafts } from "#lib/db/schema/reviews.ts"
import type { Db } from "#lib/db/store.ts"
import { textOfOthers } from "../call-notes.ts"
import { isOneOf, writtenSummaries } from "../contact-of-draft.ts"
import { type DraftRow, presentTexts } from "../draft-row.ts"
import { isNewer } from "../run-order.ts"

/** Who approved a newer draft whose summary stands in the call notes, and when, as an ISO instant. */
export type NewerApproved = { by: string; at: string }

/**
 * The approval of a newer draft of the same client whose summary the approval of this one would take away:
 * it stands at the top of the call notes and counts as Caredesk's own, so it is not kept below. Null when
 * there is none, or when this draft says the same.
 */
export async function newerApproved(
  db: Db,
  row: DraftRow,
  callNotes: string,
): Promise<NewerApproved | null> {
  // Of text found in GHL only its own part is written; what stands above it stays.
  if (row.origin !== "pipeline") return null
  const { summary } = presentTexts(row)
  const standing = (await writtenSummaries(db, row.contactId)).filter(
    (one) =>
      !sameText(one.text, summary) &&
      textOfOthers(callNotes, isOneOf([one])) !== normaliseText(callNotes),
  )
  if (standing.length === 0) return null
  const present = alias(drafts, "present_draft")
  const [newer] = await db
    .select({ by: people.name, at: drafts.decidedAt })
    .from(drafts)
    .innerJoin(present, eq(present.id, row.id))
    .leftJoin(people, eq(people.id, drafts.decidedBy))
    .where(
      and(
        inArray(
          drafts.id,
          standing.map(({ draftId }) => draftId),
        ),
        ne(drafts.id, row.id),
        isNewer(drafts, present),
      ),
    )
    .orderBy(desc(drafts.decidedAt))
    .limit(1)
  return newer?.at ? { by: newer.by ?? "somebody", at: newer.at.toISOString() } : null
}
