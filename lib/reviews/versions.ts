import "server-only"
import { and, asc, desc, eq, gt, inArray, lt, sql } from "drizzle-orm"
import { dbNow, dbNowPlus } from "#lib/changes/engine/time.ts"
import { people } from "#lib/db/schema/people.ts"
import { draftVersions } from "#lib/db/schema/reviews.ts"
import type { Db } from "#lib/db/store.ts"
import type { Authorship } from "./authorship.ts"
import { type DraftTexts, findDraft } from "./draft-row.ts"

/** Saves of one person within this time are one version. */
const VERSION_MS = 10 * 60_000

const isOpen = () => sql<boolean>`${draftVersions.startedAt} > ${dbNowPlus(-VERSION_MS)}`

/** Texts of a draft as they were once. */
export type DraftVersion = {
  /** `received` for the texts as they came in. */
  id: string
  by: string | null
  /** ISO instant of its last save. */
  at: string
  summary: string
  analysis: string
  /** False for text that its author could not save any more: it never stood in the draft. */
  stood: boolean
}

/** Texts that a person saved, with who wrote what in them. */
type Saved = DraftTexts & { draftId: string; personId: string; authorship: Authorship }

/**
 * Keeps a save as a version: in place of the last one while the same person goes on within ten
 * minutes, else as a new one. `apart` always begins a new one, such as for a restored text.
 */
export async function keepVersion(
  tx: Db,
  save: Saved & { editVersion: number },
  apart: boolean,
): Promise<void> {
  const [last] = await tx
    .select({ id: draftVersions.id, personId: draftVersions.personId, open: isOpen() })
    .from(draftVersions)
    .where(and(eq(draftVersions.draftId, save.draftId), gt(draftVersions.editVersion, 0)))
    .orderBy(desc(draftVersions.editVersion))
    .limit(1)
  if (last?.open && !apart && last.personId === save.personId) {
    await tx
      .update(draftVersions)
      .set({ ...save, savedAt: dbNow() })
      .where(eq(draftVersions.id, last.id))
  } else {
    await tx.insert(draftVersions).values({ ...save, startedAt: dbNow(), savedAt: dbNow() })
  }
}

const beginsWith = (text: DraftTexts, start: DraftTexts): boolean =>
  text.summary.startsWith(start.summary) && text.analysis.startsWith(start.analysis)

/**
 * Keeps text whose author lost the claim, or whose draft was decided or saved by another hand, while they
 * typed. It never stood in the draft, which its negative number says. While they go on it takes its own
 * place; in the place of other words it never comes. What begins with it holds it already: a save that was
 * on its way for long may come after a newer one, and must not cut that short. The caller holds the
 * draft's lock.
 */
export async function keepStray(tx: Db, save: Saved): Promise<void> {
  const [last] = await tx
    .select({
      id: draftVersions.id,
      editVersion: draftVersions.editVersion,
      personId: draftVersions.personId,
      summary: draftVersions.summary,
      analysis: draftVersions.analysis,
      open: isOpen(),
    })
    .from(draftVersions)
    .where(and(eq(draftVersions.draftId, save.draftId), lt(draftVersions.editVersion, 0)))
    .orderBy(asc(draftVersions.editVersion))
    .limit(1)
  const own = last?.open && last.personId === save.personId ? last : null
  if (own && beginsWith(own, save)) return
  if (own && beginsWith(save, own)) {
    await tx
      .update(draftVersions)
      .set({ ...save, savedAt: dbNow() })
      .where(eq(draftVersions.id, own.id))
  } else {
    const editVersion = (last?.editVersion ?? 0) - 1
    await tx
      .insert(draftVersions)
      .values({ ...save, editVersion, startedAt: dbNow(), savedAt: dbNow() })
  }
}

/**
 * Lets go of what a person could not save a moment ago, once the draft holds it: their own save whose
 * answer got lost had come first, or they chose it over another's.
 */
export async function dropStray(tx: Db, save: Saved): Promise<void> {
  const strays = await tx
    .select({
      id: draftVersions.id,
      summary: draftVersions.summary,
      analysis: draftVersions.analysis,
    })
    .from(draftVersions)
    .where(
      and(
        eq(draftVersions.draftId, save.draftId),
        eq(draftVersions.personId, save.personId),
        lt(draftVersions.editVersion, 0),
        isOpen(),
      ),
    )
  const held = strays.filter((stray) => beginsWith(save, stray)).map(({ id }) => id)
  if (held.length > 0) await tx.delete(draftVersions).where(inArray(draftVersions.id, held))
}

/** Versions of a draft, newest first, the texts that came in last; null when there is no such draft. */
export async function versionsOf(db: Db, draftId: string): Promise<DraftVersion[] | null> {
  const row = await findDraft(db, draftId)
  if (!row) return null
  const rows = await db
    .select({ version: draftVersions, by: people.name })
    .from(draftVersions)
    .innerJoin(people, eq(people.id, draftVersions.personId))
    .where(eq(draftVersions.draftId, draftId))
    .orderBy(desc(draftVersions.savedAt), desc(draftVersions.id))
  return [
    ...rows.map(({ version, by }) => ({
      id: String(version.id),
      by,
      at: version.savedAt.toISOString(),
      summary: version.summary,
      analysis: version.analysis,
      stood: version.editVersion > 0,
    })),
    {
      id: "received",
      by: null,
      at: row.receivedAt.toISOString(),
      summary: row.summary,
      analysis: row.analysis,
      stood: true,
    },
  ]
}
