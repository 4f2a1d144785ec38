import "server-only"
import { and, eq, isNotNull } from "drizzle-orm"
import { people } from "#lib/db/schema/people.ts"
import { drafts } from "#lib/db/schema/reviews.ts"
import type { Db } from "#lib/db/store.ts"
import type { ReviewStatus } from "./types.ts"

/** What is left of a draft whose texts were removed. Instants are ISO. */
export type ForgottenReview = {
  contactId: string
  status: ReviewStatus
  decidedAt: string | null
  decidedBy: string | null
  forgottenAt: string
  changeId: string | null
}

/** The draft if its texts were removed; null while they are kept, and when there is no such draft. */
export async function forgottenReview(db: Db, draftId: string): Promise<ForgottenReview | null> {
  if (!/^[0-9a-f-]{36}$/i.test(draftId)) return null
  const [row] = await db
    .select({ draft: drafts, decidedBy: people.name })
    .from(drafts)
    .leftJoin(people, eq(people.id, drafts.decidedBy))
    .where(and(eq(drafts.id, draftId), isNotNull(drafts.forgottenAt)))
  if (!row?.draft.forgottenAt) return null
  const { contactId, status, decidedAt, forgottenAt, changeId } = row.draft
  return {
    contactId,
    status,
    decidedAt: decidedAt?.toISOString() ?? null,
    decidedBy: row.decidedBy,
    forgottenAt: forgottenAt.toISOString(),
    changeId,
  }
}
