import "server-only"
import { eq, inArray } from "drizzle-orm"
import { people } from "#lib/db/schema/people.ts"
import { decisions } from "#lib/db/schema/reviews.ts"
import type { Db } from "#lib/db/store.ts"
import { findDraft } from "../draft-row.ts"
import { noteBody } from "./steps.ts"

/**
 * The body of a decision's note once its call notes were put together with GHL's: nobody approved them
 * unchanged any more. Null for a change that writes no decision back.
 */
export async function noteOfMerged(
  tx: Db,
  changeId: string,
  personId: string,
): Promise<string | null> {
  const [decision] = await tx.select().from(decisions).where(eq(decisions.changeId, changeId))
  const draft = decision ? await findDraft(tx, decision.draftId) : null
  if (!decision || !draft) return null
  const approvers = [decision.firstPersonId, decision.personId].filter((id) => id !== null)
  const named = await tx
    .select({ id: people.id, name: people.name, role: people.role })
    .from(people)
    .where(inArray(people.id, [...approvers, personId]))
  const byId = (id: string) => named.filter((person) => person.id === id)
  const [by] = byId(personId)
  if (!by) return null
  return noteBody(draft, {
    approvers: approvers.flatMap(byId),
    at: decision.at,
    merged: { by, at: new Date() },
  })
}
