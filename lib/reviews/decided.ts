import "server-only"
import { desc, eq } from "drizzle-orm"
import { alias } from "drizzle-orm/pg-core"
import { people } from "#lib/db/schema/people.ts"
import { decisions } from "#lib/db/schema/reviews.ts"
import type { Db } from "#lib/db/store.ts"
import { allows } from "#lib/people/permissions.ts"
import type { Person } from "#lib/people/sessions.ts"
import type { DecidedView } from "./decided-types.ts"
import { contradictionsOver } from "./decision/contradiction.ts"
import type { DraftRow } from "./draft-row.ts"

type Kind = (typeof decisions.$inferSelect)["kind"]

const APPROVALS: readonly Kind[] = ["approved", "accepted", "first-approved", "first-accepted"]
const FIRSTS: readonly Kind[] = ["first-approved", "first-accepted"]

/**
 * How a draft was decided, as its decision keeps it: everybody reads why it was approved over
 * contradictions; how the reviewer worked on it is for those who read the statistics. Null while
 * nothing is decided.
 */
export async function decidedView(
  db: Db,
  row: Pick<DraftRow, "id" | "status" | "forgottenAt">,
  person: Pick<Person, "role">,
): Promise<DecidedView | null> {
  if (row.status === "waiting" || row.status === "superseded") return null
  const first = alias(people, "first_approver")
  const found = await db
    .select({ decision: decisions, by: people.name, firstName: first.name })
    .from(decisions)
    .innerJoin(people, eq(people.id, decisions.personId))
    .leftJoin(first, eq(first.id, decisions.firstPersonId))
    .where(eq(decisions.draftId, row.id))
    .orderBy(desc(decisions.at))
  const last = found.find(
    ({ decision }) => !FIRSTS.includes(decision.kind) && !decision.withdrawnAt,
  )
  if (!last) return null
  const { decision, firstName } = last
  const ofFirst = found.find(
    (one) => FIRSTS.includes(one.decision.kind) && one.decision.personId === decision.firstPersonId,
  )
  const overrides = [...(ofFirst ? [ofFirst] : []), last].flatMap(({ by, decision: one }) =>
    APPROVALS.includes(one.kind) && contradictionsOver(one.flags) > 0
      ? [
          {
            by,
            contradicted: contradictionsOver(one.flags),
            found: one.flags.contradicted,
            reason: one.overrideReason,
          },
        ]
      : [],
  )
  return {
    overrides,
    reasonErased: row.forgottenAt !== null && !APPROVALS.includes(decision.kind),
    work: allows(person.role, "reviews.statistics")
      ? {
          activeSeconds: decision.activeSeconds,
          evidenceOpened: decision.evidenceOpened,
          edits: decision.edits,
          flags: decision.flags,
          firstApprover: firstName,
        }
      : null,
  }
}
