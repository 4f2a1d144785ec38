import "server-only"
import { and, asc, eq, gt, isNotNull, isNull, sql } from "drizzle-orm"
import type { StepRow } from "#lib/changes/engine/rows.ts"
import { textHmac } from "#lib/changes/known-texts.ts"
import { normaliseText } from "#lib/changes/normalise.ts"
import { knownTexts } from "#lib/db/schema/changes.ts"
import { decisions } from "#lib/db/schema/reviews.ts"
import type { Db } from "#lib/db/store.ts"
import { partsOf } from "#lib/reviews/call-notes.ts"
import { mayHaveWritten, timeOf } from "./expect.ts"
import { LOOK_BACK_DAYS } from "./look-back.ts"
import { standsByHmac } from "./stands.ts"
import type { Expectation } from "./types.ts"

const isAccepted = and(eq(decisions.kind, "accepted"), isNull(decisions.withdrawnAt))

/**
 * A text that was accepted as it stands within the days looked at, with nothing written. One with tags or
 * a note is looked at with the change that wrote these.
 */
export const isAcceptedAlone = and(
  isAccepted,
  isNull(decisions.changeId),
  gt(decisions.at, sql`clock_timestamp() - ${LOOK_BACK_DAYS}::int * interval '1 day'`),
)

export type Accepted = {
  decisionId: string
  /** The change that moved the tags or wrote the note, where these were chosen. */
  changeId: string | null
  personId: string
  at: Date
  fieldId: string
  hmac: string
  /** UTF-16 units of the text. */
  length: number
}

/** Decisions that accepted a contact's text as it stands, oldest first: alone, or with what was chosen. */
export async function acceptedOf(
  db: Db,
  contactId: string,
  how: "alone" | "with-change",
): Promise<Accepted[]> {
  const rows = await db
    .select({ decision: decisions, fieldId: knownTexts.fieldId })
    .from(decisions)
    // Which field it was is kept where the text is known.
    .innerJoin(
      knownTexts,
      and(
        eq(knownTexts.contactId, decisions.contactId),
        eq(knownTexts.hmac, decisions.summaryHmac),
      ),
    )
    .where(
      and(
        eq(decisions.contactId, contactId),
        how === "alone" ? isAcceptedAlone : and(isAccepted, isNotNull(decisions.changeId)),
      ),
    )
    .orderBy(asc(decisions.at), asc(decisions.id))
  return rows.map(({ decision, fieldId }) => ({
    decisionId: decision.id,
    changeId: decision.changeId,
    personId: decision.personId,
    at: decision.at,
    fieldId,
    hmac: decision.summaryHmac,
    length: decision.authorship?.summary.at(-1)?.end ?? 0,
  }))
}

/**
 * What an accepted text still demands: to stand, unless something of ours took its place. `all` are the
 * steps of every change to this contact.
 */
export function expectationOfAccepted(
  { fieldId, hmac, length, at }: Accepted,
  all: readonly StepRow[],
): Expectation[] {
  const writes = all
    .filter((step) => step.kind === "set-field" && step.target === fieldId && mayHaveWritten(step))
    .toSorted((one, other) => timeOf(one) - timeOf(other))
  const replaced = writes.some(
    (step) =>
      timeOf(step) > at.getTime() && !standsByHmac(normaliseText(step.wanted), hmac, length),
  )
  if (replaced) return []
  const stood = writes.findLast((step) => timeOf(step) <= at.getTime())?.wanted ?? ""
  const [, ...kept] = partsOf(stood)
  const below = kept.some((part) => textHmac(part) === hmac)
  return [{ kind: "accepted", stepId: null, fieldId, label: "Call notes", hmac, length, below }]
}
