import "server-only"
import { and, eq, isNotNull } from "drizzle-orm"
import { undosOf } from "#lib/changes/related.ts"
import type { ChangeStatus } from "#lib/changes/types.ts"
import { changes } from "#lib/db/schema/changes.ts"
import { people } from "#lib/db/schema/people.ts"
import { drafts } from "#lib/db/schema/reviews.ts"
import type { Db } from "#lib/db/store.ts"
import type { Person } from "#lib/people/sessions.ts"
import { decidedView } from "./decided.ts"
import type { DecidedView } from "./decided-types.ts"
import type { ReviewStatus } from "./types.ts"

/** What is left of a draft whose texts were removed. Instants are ISO. */
export type ForgottenReview = {
  contactId: string
  status: ReviewStatus
  /** watch: the text stood in GHL before anybody decided. */
  origin: "pipeline" | "watch"
  /** What Caredesk wrote for it: all of it, a part, nothing, or what was taken back since. */
  written: "all" | "part" | "nothing" | "taken-back"
  decidedAt: string | null
  decidedBy: string | null
  forgottenAt: string
  /** How it was decided, as far as that is kept. */
  decision: DecidedView | null
  changeId: string | null
}

async function writtenOf(
  db: Db,
  changeId: string | null,
  ended: ChangeStatus | null,
): Promise<ForgottenReview["written"]> {
  if (changeId === null || ended === null) return "nothing"
  const undo = (await undosOf(db, [changeId])).get(changeId)
  if (undo?.status === "done") return "taken-back"
  return ended === "done" ? "all" : "part"
}

/** The draft if its texts were removed; null while they are kept, and when there is no such draft. */
export async function forgottenReview(
  db: Db,
  draftId: string,
  person: Pick<Person, "role">,
): Promise<ForgottenReview | null> {
  if (!/^[0-9a-f-]{36}$/i.test(draftId)) return null
  const [row] = await db
    .select({ draft: drafts, decidedBy: people.name, ended: changes.status })
    .from(drafts)
    .leftJoin(people, eq(people.id, drafts.decidedBy))
    .leftJoin(changes, eq(changes.id, drafts.changeId))
    .where(and(eq(drafts.id, draftId), isNotNull(drafts.forgottenAt)))
  if (!row?.draft.forgottenAt) return null
  const { contactId, status, origin, decidedAt, forgottenAt, changeId } = row.draft
  return {
    contactId,
    status,
    origin,
    written: await writtenOf(db, changeId, row.ended),
    decidedAt: decidedAt?.toISOString() ?? null,
    decidedBy: row.decidedBy,
    forgottenAt: forgottenAt.toISOString(),
    decision: await decidedView(db, row.draft, person),
    changeId,
  }
}
