import "server-only"
import { and, eq, isNull, lte, or, type SQL, sql } from "drizzle-orm"
import { recordAudit } from "#lib/audit/record.ts"
import { dbNow, dbNowPlus } from "#lib/changes/engine/time.ts"
import { people } from "#lib/db/schema/people.ts"
import { drafts } from "#lib/db/schema/reviews.ts"
import type { Db } from "#lib/db/store.ts"
import type { Person } from "#lib/people/sessions.ts"
import type { EvidencePart } from "./evidence-parts.ts"
import { reopenCancelled } from "./reopen.ts"
import { addToSitting, beginSitting } from "./sittings.ts"

/** A claim nobody renews ends after this time: long enough to read a report, short enough to be gone after lunch. */
const CLAIM_MS = 5 * 60_000

export type ClaimOutcome =
  /** `until` is an ISO instant by the database's clock. */
  | { outcome: "claimed"; until: string }
  | { outcome: "held"; by: string; until: string }
  /** Decided, superseded, or gone: there is nothing to claim. */
  | { outcome: "decided" }

/** The claim on a draft is this person's and has not run out. */
export const claimIsOf = (personId: string): SQL =>
  sql`(${drafts.claimedBy} = ${personId} and ${drafts.claimedUntil} > ${dbNow()})`

/** Nobody else has a claim that runs: what this person may take without asking. */
export const claimIsOpenTo = (personId: string): SQL | undefined =>
  or(
    isNull(drafts.claimedBy),
    isNull(drafts.claimedUntil),
    eq(drafts.claimedBy, personId),
    lte(drafts.claimedUntil, dbNow()),
  )

/** A claim that begins now. */
export const takenFor = (personId: string) => ({
  claimedBy: personId,
  claimedUntil: dbNowPlus(CLAIM_MS),
})

/**
 * What begins with a claim, beside the claim itself: the holder's sitting, and the trace of who had the
 * draft from when on. `from` had a claim that still ran.
 */
export async function beginClaim(
  tx: Db,
  { draftId, contactId, from }: { draftId: string; contactId: string; from?: string | null },
  personId: string,
): Promise<void> {
  await beginSitting(tx, draftId, personId)
  await recordAudit(tx, {
    actor: "person",
    personId,
    action: from ? "draft.taken-over" : "draft.claimed",
    contactId,
    detail: from ? { draftId, from } : { draftId },
  })
}

/** Who has a draft that could not be claimed; null when it is decided or gone. */
async function holderOf(db: Db, draftId: string) {
  const [row] = await db
    .select({ by: people.name, until: drafts.claimedUntil })
    .from(drafts)
    .leftJoin(people, eq(people.id, drafts.claimedBy))
    .where(and(eq(drafts.id, draftId), eq(drafts.status, "waiting")))
  return row ?? null
}

/**
 * Claims a waiting draft for five minutes, or renews the claim. Another person's running claim is
 * answered, and taken only with `takeOver`. However many claim at once, one gets it.
 */
export async function claimDraft(
  db: Db,
  { draftId, takeOver }: { draftId: string; takeOver: boolean },
  person: Person,
): Promise<ClaimOutcome> {
  await reopenCancelled(db)
  return db.transaction(async (tx): Promise<ClaimOutcome> => {
    const before = tx
      .select({
        id: drafts.id,
        holder: sql<string | null>`${drafts.claimedBy}`.as("holder"),
        running: sql<boolean>`coalesce(${drafts.claimedUntil} > ${dbNow()}, false)`.as("running"),
      })
      .from(drafts)
      .where(eq(drafts.id, draftId))
      .for("update")
      .as("before")
    const [taken] = await tx
      .update(drafts)
      .set(takenFor(person.id))
      .from(before)
      .where(
        and(
          eq(drafts.id, before.id),
          eq(drafts.status, "waiting"),
          takeOver ? undefined : claimIsOpenTo(person.id),
        ),
      )
      .returning({
        contactId: drafts.contactId,
        until: drafts.claimedUntil,
        holder: before.holder,
        running: before.running,
      })
    if (!taken?.until) {
      const holder = await holderOf(tx, draftId)
      if (!holder?.until) return { outcome: "decided" }
      return {
        outcome: "held",
        by: holder.by ?? "Somebody else",
        until: holder.until.toISOString(),
      }
    }
    // Renewing what runs is no event of its own.
    if (!(taken.running && taken.holder === person.id)) {
      const from = taken.running ? taken.holder : null
      await beginClaim(tx, { draftId, contactId: taken.contactId, from }, person.id)
    }
    return { outcome: "claimed", until: taken.until.toISOString() }
  })
}

/**
 * Renews a claim while its holder works, and keeps how they work: seconds at the page since the last
 * call, and the evidence opened. Answers like `claimDraft`; another's claim is never taken.
 */
export async function keepClaim(
  db: Db,
  input: { draftId: string; activeSeconds: number; evidenceOpened: readonly EvidencePart[] },
  person: Person,
): Promise<ClaimOutcome> {
  const claim = await claimDraft(db, { draftId: input.draftId, takeOver: false }, person)
  if (claim.outcome === "claimed") await addToSitting(db, input, person.id)
  return claim
}

/** Lets a draft go, if it is this person's; tells whether it was. Letting go twice, or of what is decided, is no error. */
export function releaseDraft(db: Db, draftId: string, person: Person): Promise<boolean> {
  return db.transaction(async (tx) => {
    const [released] = await tx
      .update(drafts)
      .set({ claimedBy: null, claimedUntil: null })
      .where(
        and(eq(drafts.id, draftId), eq(drafts.status, "waiting"), eq(drafts.claimedBy, person.id)),
      )
      .returning({ contactId: drafts.contactId })
    if (!released) return false
    await recordAudit(tx, {
      actor: "person",
      personId: person.id,
      action: "draft.released",
      contactId: released.contactId,
      detail: { draftId },
    })
    return true
  })
}
