import "server-only"
import { and, desc, eq, isNull, ne, or } from "drizzle-orm"
import { normaliseText, sameText } from "#lib/changes/normalise.ts"
import { changeSteps, changes } from "#lib/db/schema/changes.ts"
import { drafts } from "#lib/db/schema/reviews.ts"
import type { Db } from "#lib/db/store.ts"
import { aboveOf } from "../call-notes.ts"

/**
 * What Caredesk last knew to stand where `unread` was found now: what it wrote there last, or what it
 * found there last, while those texts are kept. Of a text with the same above it, only what stood below.
 * Null when it knows nothing.
 */
export async function textBefore(
  db: Db,
  { contactId, fieldId }: { contactId: string; fieldId: string },
  { whole, unread }: { whole: string; unread: string },
): Promise<string | null> {
  const written = await db
    .select({ text: changeSteps.wanted, seen: changeSteps.seen, at: changeSteps.finishedAt })
    .from(changeSteps)
    .innerJoin(changes, eq(changes.id, changeSteps.changeId))
    .where(
      and(
        eq(changes.contactId, contactId),
        eq(changeSteps.kind, "set-field"),
        eq(changeSteps.target, fieldId),
        eq(changeSteps.status, "done"),
        // A forgotten step has neither; a field that was emptied here has been seen full.
        or(ne(changeSteps.wanted, ""), ne(changeSteps.seen, "")),
      ),
    )
    .orderBy(desc(changeSteps.finishedAt))
    .limit(5)
  const found = await db
    .select({ text: drafts.summary, at: drafts.receivedAt })
    .from(drafts)
    .where(
      and(eq(drafts.contactId, contactId), eq(drafts.origin, "watch"), isNull(drafts.forgottenAt)),
    )
    .orderBy(desc(drafts.receivedAt))
    .limit(5)
  const above = aboveOf(whole, unread) ?? ""
  const below = (text: string) =>
    above !== "" && normaliseText(text).startsWith(above)
      ? normaliseText(text).slice(above.length)
      : text
  const [last] = [...written, ...found]
    .map(({ text, at }) => ({ text: below(text), at }))
    .filter((one) => !sameText(one.text, unread))
    .sort((one, other) => (other.at?.getTime() ?? 0) - (one.at?.getTime() ?? 0))
  return last?.text ?? null
}
