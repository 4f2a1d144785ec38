import "server-only"
import { and, desc, eq, gt, ne } from "drizzle-orm"
import { recordAudit } from "#lib/audit/record.ts"
import { dbNow } from "#lib/changes/engine/time.ts"
import { rememberText, textHmac } from "#lib/changes/known-texts.ts"
import { normaliseText, sameText } from "#lib/changes/normalise.ts"
import { changeSteps, changes } from "#lib/db/schema/changes.ts"
import { drafts } from "#lib/db/schema/reviews.ts"
import type { Db } from "#lib/db/store.ts"
import { partsOf } from "../call-notes.ts"
import { withdrawFirst } from "../decision/record.ts"
import { criticalOfFound } from "./critical-of-found.ts"
import { knowledgeOf } from "./known-text.ts"
import { lockFoundText } from "./lock.ts"
import { isSeenByStopped, withOpenWrites } from "./open-writes.ts"
import { textBefore } from "./text-before.ts"
import { OF_UNREAD } from "./vouching.ts"

/** The call notes of a contact as they stand in GHL. */
export type Standing = {
  contactId: string
  fieldId: string
  text: string
  /** Found by the very first walk over all contacts. */
  backlog: boolean
  /** Whether the contact was met before: what no look found there then did not stand there. */
  met: boolean
}

/** Run id of the item for a text found on a contact. */
const runIdOf = (contactId: string, hmac: string): string => `watch:${contactId}:${hmac}`

/**
 * Brings the inbox in line with what stands: text that nobody approved here becomes an item, once, and
 * takes the place of the contact's undecided older one; an item whose text is gone, or became known, is
 * closed. `later`: a write of ours is on its way, so nothing is said yet.
 */
export function judgeStanding(db: Db, standing: Standing): Promise<"settled" | "later"> {
  const { contactId, fieldId, text } = standing
  return db.transaction(async (tx) => {
    // Two processes may look at the same contact when one was stalled past its lease.
    await lockFoundText(tx, contactId)
    const open = await withOpenWrites(tx, [contactId], fieldId)
    if (open.size > 0) return "later"
    const { isVouched, unreadPart } = await knowledgeOf(tx, standing)
    const unread = unreadPart(text)
    if (text.trim() === "") {
      await closeItems(tx, contactId, "gone")
    } else if (unread === "") {
      if (isVouched(text)) await rememberText(tx, { contactId, fieldId, hmac: textHmac(text) })
      await closeItems(tx, contactId, "known")
    } else if (await isSeenByStopped(tx, standing, text)) {
      return "later"
    } else {
      const item = await raiseItem(tx, { ...standing, text: unread }, text)
      if (item) await supersedeOthers(tx, contactId, item)
    }
    return "settled"
  })
}

/**
 * The item's id, made or opened again where needed; null when a person has decided on this standing text.
 * `standing.text` is what nobody has read of `whole`.
 */
async function raiseItem(tx: Db, standing: Standing, whole: string): Promise<string | null> {
  const { contactId, text } = standing
  const hmac = textHmac(text)
  const base = runIdOf(contactId, hmac)
  const earlier = await tx
    .select({ id: drafts.id, status: drafts.status, decidedAt: drafts.decidedAt })
    .from(drafts)
    .where(
      and(eq(drafts.contactId, contactId), eq(drafts.origin, "watch"), eq(drafts.bodyHash, hmac)),
    )
    .orderBy(desc(drafts.receivedAt), desc(drafts.runId))
  const [last] = earlier
  if (last?.status === "waiting") return last.id
  const before = await textBefore(tx, standing, { whole, unread: text })
  const backlog = standing.backlog || (await isMadeOfBacklog(tx, standing, whole))
  const critical = await criticalOfFound(tx, { ...standing, backlog })
  if (last?.status === "superseded") {
    await tx
      .update(drafts)
      .set({
        status: "waiting",
        summary: text,
        textBefore: before,
        critical,
        backlog: false,
        receivedAt: dbNow(),
        decidedAt: null,
        supersededBy: null,
        ...NO_FIRST_APPROVAL,
        forgottenAt: null,
        claimedBy: null,
        claimedUntil: null,
      })
      .where(eq(drafts.id, last.id))
    await auditFound(tx, standing, last.id, hmac)
    return last.id
  }
  const isRefused = last?.status === "rejected" || last?.status === "returned"
  if (isRefused && !(await wasReplacedSince(tx, standing, last.id, last.decidedAt))) return null
  const [made] = await tx
    .insert(drafts)
    .values({
      // The same text comes back after a person had put another in its place: a new item.
      runId: earlier.length === 0 ? base : `${base}:${earlier.length}`,
      bodyHash: hmac,
      origin: "watch",
      contactId,
      summary: text,
      analysis: "",
      tagsToAdd: [],
      tagsToRemove: [],
      textBefore: before,
      critical,
      // The backlog may be accepted in bulk: what is urgent is read one by one.
      backlog: backlog && critical.length === 0,
      receivedAt: dbNow(),
    })
    .onConflictDoNothing({ target: drafts.runId })
    .returning({ id: drafts.id })
  if (!made) return null
  await auditFound(tx, standing, made.id, hmac)
  return made.id
}

const auditFound = (tx: Db, { contactId, backlog }: Standing, draftId: string, hmac: string) =>
  recordAudit(tx, {
    actor: "system",
    action: "draft.found",
    contactId,
    detail: { draftId, text: hmac, backlog },
  })

/** Whether the text was written here over a text of the backlog that nobody has decided on. */
async function isMadeOfBacklog(
  tx: Db,
  { contactId, fieldId }: Standing,
  whole: string,
): Promise<boolean> {
  const [waiting] = await tx
    .select({ id: drafts.id })
    .from(drafts)
    .where(and(waitingItems(contactId), eq(drafts.backlog, true)))
    .limit(1)
  if (!waiting) return false
  const [last] = await tx
    .select({ wanted: changeSteps.wanted, detail: changeSteps.detail })
    .from(changeSteps)
    .innerJoin(changes, eq(changes.id, changeSteps.changeId))
    .where(
      and(
        eq(changes.contactId, contactId),
        eq(changeSteps.target, fieldId),
        eq(changeSteps.status, "done"),
      ),
    )
    .orderBy(desc(changeSteps.finishedAt))
    .limit(1)
  return last !== undefined && OF_UNREAD in last.detail && sameText(last.wanted, whole)
}

/** Whether another text has stood in the field since this item was decided; one kept below ours has not gone. */
async function wasReplacedSince(
  tx: Db,
  { contactId, fieldId, text }: Standing,
  draftId: string,
  decidedAt: Date | null,
): Promise<boolean> {
  if (decidedAt === null) return true
  const written = await tx
    .select({ wanted: changeSteps.wanted })
    .from(changeSteps)
    .innerJoin(changes, eq(changes.id, changeSteps.changeId))
    .where(
      and(
        eq(changes.contactId, contactId),
        eq(changeSteps.target, fieldId),
        eq(changeSteps.status, "done"),
        gt(changeSteps.finishedAt, decidedAt),
      ),
    )
  if (written.some(({ wanted }) => !partsOf(wanted).includes(normaliseText(text)))) return true
  const found = await tx
    .select({ id: drafts.id })
    .from(drafts)
    .where(
      and(
        eq(drafts.contactId, contactId),
        eq(drafts.origin, "watch"),
        ne(drafts.id, draftId),
        gt(drafts.receivedAt, decidedAt),
      ),
    )
    .limit(1)
  return found.length > 0
}

const waitingItems = (contactId: string) =>
  and(eq(drafts.contactId, contactId), eq(drafts.origin, "watch"), eq(drafts.status, "waiting"))

/** Of two approvals the first was of what stood then: an item that comes back needs both again. */
const NO_FIRST_APPROVAL = {
  firstApprovedBy: null,
  firstApprovedAt: null,
  firstApprovedVersion: null,
} as const

/** Closes the contact's undecided items: their text is gone from GHL, or a person stands behind it now. */
async function closeItems(tx: Db, contactId: string, why: "gone" | "known"): Promise<void> {
  const closed = await tx
    .update(drafts)
    .set({ status: "superseded", decidedAt: dbNow(), ...NO_FIRST_APPROVAL })
    .where(waitingItems(contactId))
    .returning({ id: drafts.id })
  for (const { id } of closed) {
    await withdrawFirst(tx, id)
    await recordAudit(tx, {
      actor: "system",
      action: "draft.closed",
      contactId,
      detail: { draftId: id, why },
    })
  }
}

async function supersedeOthers(tx: Db, contactId: string, by: string): Promise<void> {
  const superseded = await tx
    .update(drafts)
    .set({ status: "superseded", decidedAt: dbNow(), supersededBy: by, ...NO_FIRST_APPROVAL })
    .where(and(waitingItems(contactId), ne(drafts.id, by)))
    .returning({ id: drafts.id })
  for (const { id } of superseded) {
    await withdrawFirst(tx, id)
    await recordAudit(tx, {
      actor: "system",
      action: "draft.superseded",
      contactId,
      detail: { draftId: id, by },
    })
  }
}
