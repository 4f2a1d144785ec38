import "server-only"
import { and, eq, sql } from "drizzle-orm"
import { dbNow } from "#lib/changes/engine/time.ts"
import { people } from "#lib/db/schema/people.ts"
import { drafts } from "#lib/db/schema/reviews.ts"
import type { Db } from "#lib/db/store.ts"
import type { Person } from "#lib/people/sessions.ts"
import { type Authorship, reauthor } from "./authorship.ts"
import { beginClaim, claimIsOf, claimIsOpenTo, takenFor } from "./claim.ts"
import { withdrawFirst } from "./decision/record.ts"
import { type DraftRow, type DraftTexts, presentAuthorship, presentTexts } from "./draft-row.ts"
import { earlierOf, earlierTexts } from "./earlier-texts.ts"
import { dropStray, keepStray, keepVersion } from "./versions.ts"

export type EditOutcome =
  | ({ outcome: "saved"; editVersion: number; authorship: Authorship } & DraftTexts)
  /**
   * Saved in between, by somebody else or (null) by the same person in another tab; nothing was
   * overwritten, and the text was kept among the versions.
   */
  | ({
      outcome: "edited-by-other"
      by: string | null
      editVersion: number
      authorship: Authorship
    } & DraftTexts)
  /** Another reviewer has the draft. The text was kept among its versions, not in it. */
  | { outcome: "claimed-by-other"; by: string }
  /** Decided or superseded; the text was kept among its versions. */
  | { outcome: "decided" }
  | { outcome: "gone" }

export type Save = DraftTexts & {
  draftId: string
  /** The version the reviewer started from. */
  editVersion: number
}

/** Authors of new texts of a draft. What stood in it before, put back by hand, is whose it was then. */
async function authorsAfter(
  tx: Db,
  row: DraftRow,
  next: DraftTexts,
  personId: string,
): Promise<Authorship> {
  const now = presentTexts(row)
  const spans = presentAuthorship(row)
  const earlier = await earlierTexts(tx, row)
  const of = (text: keyof DraftTexts) =>
    reauthor(now[text], spans[text], next[text], personId, earlierOf(text, earlier))
  return { summary: of("summary"), analysis: of("analysis") }
}

/**
 * Stores texts of a draft and the version they make; `authors` says who wrote what in them, and
 * `apart` begins a version of its own. The draft's lock makes all of it one step: of two saves from
 * the same version one is stored, and only by whoever has the claim, or takes up a free one.
 */
export function storeEdit(
  db: Db,
  { draftId, editVersion, summary, analysis }: Save,
  person: Person,
  options: { apart?: boolean; authors?: Authorship } = {},
): Promise<EditOutcome> {
  return db.transaction(async (tx): Promise<EditOutcome> => {
    const [found] = await tx
      .select({ row: drafts, held: sql<boolean>`coalesce(${claimIsOf(person.id)}, false)` })
      .from(drafts)
      .where(eq(drafts.id, draftId))
      .for("update")
    if (!found) return { outcome: "gone" }
    const { row, held } = found
    const texts = { summary, analysis }
    const authorship = options.authors ?? (await authorsAfter(tx, row, texts, person.id))
    const [saved] = await tx
      .update(drafts)
      .set({
        ...takenFor(person.id),
        editedSummary: summary,
        editedAnalysis: analysis,
        editedBy: person.id,
        editedAt: dbNow(),
        editVersion: sql`${drafts.editVersion} + 1`,
        authorship,
        // A first approval was given to other texts.
        firstApprovedBy: null,
        firstApprovedAt: null,
        firstApprovedVersion: null,
      })
      .where(
        and(
          eq(drafts.id, draftId),
          eq(drafts.status, "waiting"),
          eq(drafts.editVersion, editVersion),
          claimIsOpenTo(person.id),
        ),
      )
      .returning({ editVersion: drafts.editVersion })
    const own = { draftId, personId: person.id, authorship, ...texts }
    if (saved) {
      if (!held) await beginClaim(tx, { draftId, contactId: row.contactId }, person.id)
      if (row.firstApprovedBy) await withdrawFirst(tx, draftId)
      await keepVersion(tx, { ...own, ...saved }, options.apart ?? false)
      // What is restored stays where it was kept.
      if (!options.apart) await dropStray(tx, own)
      return { outcome: "saved", ...saved, ...texts, authorship }
    }
    const theirs = {
      editVersion: row.editVersion,
      authorship: presentAuthorship(row),
      ...presentTexts(row),
    }
    const isNew = summary !== theirs.summary || analysis !== theirs.analysis
    // Whichever of the two texts is taken, the other one must not be lost.
    if (isNew && !options.apart) await keepStray(tx, own)
    if (row.status === "waiting" && row.editVersion !== editVersion && row.editedBy === person.id) {
      return { outcome: "edited-by-other", by: null, ...theirs }
    }
    const [holder] = await tx
      .select({ name: people.name })
      .from(drafts)
      .innerJoin(people, eq(people.id, drafts.claimedBy))
      .where(and(eq(drafts.id, draftId), sql`not ${claimIsOpenTo(person.id)}`))
    if (row.status !== "waiting" || holder) {
      return row.status === "waiting"
        ? { outcome: "claimed-by-other", by: holder?.name ?? "Somebody else" }
        : { outcome: "decided" }
    }
    const [editor] = row.editedBy
      ? await tx.select({ name: people.name }).from(people).where(eq(people.id, row.editedBy))
      : []
    return { outcome: "edited-by-other", by: editor?.name ?? "Somebody else", ...theirs }
  })
}

/** Keeps what the reviewer typed. `editVersion` is the one they started from. */
export const saveEdit = (db: Db, save: Save, person: Person): Promise<EditOutcome> =>
  storeEdit(db, save, person)
