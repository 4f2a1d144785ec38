import "server-only"
import type { Db } from "#lib/db/store.ts"
import { mergedTextOf } from "#lib/reviews/merged-text.ts"
import type { MergedTextView } from "#lib/reviews/merged-types.ts"
import { type MergeDraft, readMergeDrafts } from "./merge-draft.ts"
import type { ChangeView } from "./types.ts"
import { changeView } from "./views.ts"

/** What a page brings of a change it shows, so that nothing of it comes later and moves what stands. */
export type ChangeAtHand = {
  changeId: string
  /** The change, those that carry it on, and those that take it back or write its note anew. */
  changes: ChangeView[]
  /** What the person typed over a conflict of them and has not sent, by step id. */
  merges: Record<string, MergeDraft>
  /** Whose words its merged text is made of, and who asks. */
  merged: { me: string; merged: MergedTextView | null }
}

/** Changes that lead to one another are followed this far; the browser asks for the rest. */
const MOST = 20

/** The changes that a screen shows in the place of a change, or below it. */
const leadsTo = ({ continuedBy, undo, altered }: ChangeView): string[] =>
  (continuedBy ? [continuedBy] : [undo?.changeId, altered?.rewrite?.changeId]).filter(
    (id) => id !== undefined,
  )

/** A change for a page of this person, with all that is shown of it; no changes where there is none. */
export async function changeAtHand(
  db: Db,
  changeId: string,
  personId: string,
): Promise<ChangeAtHand> {
  const changes: ChangeView[] = []
  let merges: ChangeAtHand["merges"] = {}
  const ids = [changeId]
  for (let at = 0; at < Math.min(ids.length, MOST); at++) {
    const change = await changeView(db, ids[at] ?? "")
    if (!change) continue
    changes.push(change)
    ids.push(...leadsTo(change))
    if (change.status === "conflict") {
      merges = { ...merges, ...(await readMergeDrafts(db, change.id, personId)) }
    }
  }
  const merged = { me: personId, merged: await mergedTextOf(db, changeId) }
  return { changeId, changes, merges, merged }
}
