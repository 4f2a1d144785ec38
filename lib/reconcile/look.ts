import "server-only"
import { keepAltered } from "#lib/changes/engine/altered.ts"
import type { Db } from "#lib/db/store.ts"
import { GhlError } from "#lib/ghl/errors.ts"
import type { Contact, Ghl, Note } from "#lib/ghl/types.ts"
import { differencesOf } from "./compare.ts"
import { type DecisionToCheck, decisionsOf } from "./decisions.ts"
import { markSurplus } from "./mend.ts"
import { storeDifferences } from "./store.ts"

const BACKGROUND = { priority: "background", fresh: true } as const

export type LookResult = {
  checked: number
  /** Decisions of which nothing could be said: GHL did not answer, or a change was under way. */
  unread: number
  /** GHL did not answer. */
  failed: boolean
}

type Standing = "gone" | "failed" | { contact: Contact; notes: Note[] }

/** The contact's notes, with those of `noteIds` that GHL's list leaves out: it may be capped. */
async function readNotes(ghl: Ghl, contactId: string, noteIds: string[]): Promise<Note[]> {
  const notes = await ghl.listNotes(contactId, BACKGROUND)
  for (const noteId of noteIds) {
    if (notes.some(({ id }) => id === noteId)) continue
    try {
      notes.push(await ghl.getNote(contactId, noteId, BACKGROUND))
    } catch (error) {
      if (!(error instanceof GhlError) || error.kind !== "not-found") throw error
    }
  }
  return notes
}

/** `noteIds`: the notes that decisions left there; null: none was. */
async function readContact(
  ghl: Ghl,
  contactId: string,
  noteIds: string[] | null,
): Promise<Standing> {
  try {
    return {
      contact: await ghl.getContact(contactId, BACKGROUND),
      notes: noteIds ? await readNotes(ghl, contactId, noteIds) : [],
    }
  } catch (error) {
    if (!(error instanceof GhlError)) throw error
    return error.kind === "not-found" ? "gone" : "failed"
  }
}

/** Holds one contact's finished decisions against what GHL has, read fresh in the background. */
export async function lookAtContact(db: Db, ghl: Ghl, contactId: string): Promise<LookResult> {
  const before = await decisionsOf(db, contactId)
  const { decisions } = before
  const unread = (failed: boolean) => ({ checked: 0, unread: decisions.length, failed })
  if (before.moving) return unread(false)
  const demands = decisions.flatMap(({ expectations }) => expectations)
  const ofNotes = demands.filter((one) => one.kind === "note")
  const noteIds = ofNotes.flatMap(({ noteId }) => noteId ?? [])
  const standing =
    demands.length > 0
      ? await readContact(ghl, contactId, ofNotes.length > 0 ? noteIds : null)
      : null
  if (standing === "failed") return unread(true)
  // A change of ours during the reads would look like somebody else's.
  if ((await decisionsOf(db, contactId)).version !== before.version) return unread(false)
  for (const decision of decisions) await judge(db, contactId, decision, standing)
  return { checked: decisions.length, unread: 0, failed: false }
}

async function judge(
  db: Db,
  contactId: string,
  decision: DecisionToCheck,
  standing: Exclude<Standing, "failed"> | null,
): Promise<void> {
  const { personId, expectations } = decision
  const about = { ...decision, contactId }
  if (standing === null || expectations.length === 0) return storeDifferences(db, about, [])
  if (standing === "gone") {
    return storeDifferences(db, about, [{ kind: "contact-gone", stepId: null, what: "contact" }])
  }
  const { differences, surplus, altered } = differencesOf(
    expectations,
    standing.contact,
    standing.notes,
  )
  await storeDifferences(db, about, differences)
  for (const { stepId, found } of altered) await keepAltered(db, stepId, found)
  const { changeId } = decision
  if (changeId === null) return
  for (const { stepId, ...note } of surplus) {
    await markSurplus(db, { changeId, contactId, personId, stepId }, note)
  }
}
