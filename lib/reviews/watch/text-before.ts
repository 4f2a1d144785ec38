import "server-only"
import { and, desc, eq, sql } from "drizzle-orm"
import { normaliseText, sameText } from "#lib/changes/normalise.ts"
import { auditEvents } from "#lib/db/schema/audit.ts"
import { changeSteps, changes, knownTexts } from "#lib/db/schema/changes.ts"
import { drafts } from "#lib/db/schema/reviews.ts"
import type { Db } from "#lib/db/store.ts"
import { aboveOf } from "../call-notes.ts"

/**
 * What Caredesk last knew to stand where `unread` was found now: what it wrote there last, or what it
 * found there last, while those texts are kept; empty where a look found the text gone since, or where the
 * contact was met before (`met`) and nothing ever stood there. Of a text with the same above it, only what
 * stood below. Null when it knows nothing.
 */
export async function textBefore(
  db: Db,
  { contactId, fieldId, met }: { contactId: string; fieldId: string; met: boolean },
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
      ),
    )
    .orderBy(desc(changeSteps.finishedAt))
    .limit(5)
  const found = await db
    .select({ text: drafts.summary, at: drafts.receivedAt, forgottenAt: drafts.forgottenAt })
    .from(drafts)
    .where(and(eq(drafts.contactId, contactId), eq(drafts.origin, "watch")))
    .orderBy(desc(drafts.receivedAt))
    .limit(5)
  const [gone] = await db
    .select({ at: auditEvents.at })
    .from(auditEvents)
    .where(
      and(
        eq(auditEvents.contactId, contactId),
        eq(auditEvents.action, "draft.closed"),
        sql`${auditEvents.detail}->>'why' = 'gone'`,
      ),
    )
    .orderBy(desc(auditEvents.id))
    .limit(1)
  const above = aboveOf(whole, unread) ?? ""
  const below = (text: string) =>
    above !== "" && normaliseText(text).startsWith(above)
      ? normaliseText(text).slice(above.length)
      : text
  // A forgotten step has neither text; a field that was emptied here has been seen full.
  const kept = [
    ...written.filter(({ text, seen }) => text !== "" || seen !== ""),
    ...found.filter(({ forgottenAt }) => forgottenAt === null),
  ]
  const times = [...written, ...found].map(({ at }) => at?.getTime() ?? 0)
  if (gone && gone.at.getTime() > Math.max(0, ...times)) return ""
  const [last] = kept
    .map(({ text, at }) => ({ text: below(text), at }))
    .filter((one) => !sameText(one.text, unread))
    .sort((one, other) => (other.at?.getTime() ?? 0) - (one.at?.getTime() ?? 0))
  if (last) return last.text
  if (!met || written.length > 0 || found.length > 0) return null
  const [known] = await db
    .select({ hmac: knownTexts.hmac })
    .from(knownTexts)
    .where(and(eq(knownTexts.contactId, contactId), eq(knownTexts.fieldId, fieldId)))
    .limit(1)
  return known ? null : ""
}
