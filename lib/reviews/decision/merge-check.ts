import "server-only"
import { eq } from "drizzle-orm"
import { sentences } from "#lib/changes/merge.ts"
import { normaliseText } from "#lib/changes/normalise.ts"
import {
  type DecisionFlags,
  type DocumentUnread,
  decisions,
  drafts,
} from "#lib/db/schema/reviews.ts"
import type { Db } from "#lib/db/store.ts"
import { readDraftContact } from "../contact-of-draft.ts"
import { type DraftRow, presentTexts } from "../draft-row.ts"
import type { EvidenceSources } from "../evidence/types.ts"
import { checkRightClient, mismatchesInWords } from "../right-client.ts"
import { needsTwo } from "./approvers.ts"
import {
  type Contradiction,
  contradictionKey,
  contradictionsOver,
  reasonOver,
  typedOver,
} from "./contradiction.ts"
import { ownDocument, withSeen } from "./flags.ts"
import { type CheckedSources, findingsOf, isUnreadNow, sourcesOf } from "./sources.ts"
import { isHmacOf } from "./text-hmacs.ts"

/** A text that was put together over a conflict, before it is written. */
type Merge = {
  /** What was to be written before. */
  wanted: string
  /** What stood in GHL on the screen of who merged. */
  found: string
  text: string
  reason?: string
  /** Keys of the contradictions that the reason was typed for. */
  contradictionsSeen?: string[]
  /** The person was asked, and wants it written though the document cannot be read now. */
  withoutDocument?: boolean
}

/** Why a merged text goes through: what the check says of it, and the reason where that was needed. */
export type MergeGrounds = {
  flags: Omit<DecisionFlags, "askedAgain">
  overrideReason: string | null
}

export type MergeCheck =
  /** `wantsTwo`: it has words that two people have to see together if the draft is one that needs two. */
  | ({ outcome: "passed"; wantsTwo: boolean } & MergeGrounds)
  | {
      outcome: "needs-reason"
      contradictions: Contradiction[]
      documentUnread: DocumentUnread | null
    }
  /** Not held against the draft's document, which could not be read just now; to be confirmed. */
  | { outcome: "document-unread"; documentUnread: DocumentUnread | null }
  | { outcome: "refused"; message: string }

export const ONE_PERSON_ONLY =
  "Nothing was written. This draft has critical values, so two people have to see its words together, and this text has others than they approved. Leave the approved text whole beside what stands in GoHighLevel, choose one of the two texts, or give up the rest: then the draft comes back for review, with the call notes as they are now."

const lines = (text: string) =>
  sentences(normaliseText(text))
    .map((sentence) => sentence.trim())
    .filter(Boolean)

/** Whether a text is the approved one, whole, and sentences that stand in GHL or were approved to be kept. */
function addsNothing(approved: string, { wanted, found, text }: Merge): boolean {
  const [before, after] = cut(normaliseText(text), normaliseText(approved))
  if (before === undefined || after === undefined) return false
  const known = new Set([...lines(found), ...lines(wanted)])
  return [before, after].every((rest) => lines(rest).every((line) => known.has(line)))
}

function cut(text: string, part: string): [string, string] | [] {
  const at = text.indexOf(part)
  return at < 0 ? [] : [text.slice(0, at), text.slice(at + part.length)]
}

/** The claims of a text that the sources contradict, by what is said of each. */
function contradictedIn(text: string, sources: EvidenceSources): Map<string, Contradiction> {
  return new Map(
    findingsOf(text, sources)
      .filter(({ verdict }) => verdict === "contradicted")
      .map(({ start, end, message }) => {
        const one: Contradiction = { text: "summary", claim: text.slice(start, end), message }
        return [contradictionKey(one), one]
      }),
  )
}

type Decision = typeof decisions.$inferSelect

/**
 * Contradictions that were gone over before: those of the merged text that this one came out of, or of
 * what was approved, where a reason was given for them; and in what was kept below, which was approved
 * as it stood.
 */
function goneOver(
  row: DraftRow,
  decision: Decision | undefined,
  wanted: string,
  sources: EvidenceSources,
): Set<string> {
  const stood = new Set(contradictedIn(wanted, sources).keys())
  const last = decision?.merged
  if (last?.flags && isHmacOf(last.hmac, wanted)) return stood
  const { summary, analysis } = presentTexts(row)
  const approved = contradictedIn(summary, sources)
  const now = approved.size + contradictedIn(analysis, sources).size
  // More than the approval knew of: a document, for one, that could not be read then.
  if (decision && now <= contradictionsOver(decision.flags)) return stood
  return new Set([...stood].filter((key) => !approved.has(key)))
}

function flagsOf(text: string, { sources, documentUnread }: CheckedSources): MergeGrounds["flags"] {
  const findings = findingsOf(text, sources)
  const of = (verdict: string) => findings.filter((finding) => finding.verdict === verdict)
  return {
    supported: of("supported").length,
    contradicted: of("contradicted").length,
    notFound: of("not-found").length,
    contradictedKinds: [...new Set(of("contradicted").map(({ kind }) => kind))],
    documentUnread,
  }
}

/** What an earlier merge was given a reason for may still be there: it is, or cannot be looked for now. */
function earlierReason(
  decision: Decision | undefined,
  contradicted: number,
  documentUnread: DocumentUnread | null,
): { reason: string; seen: number } | null {
  const { overrideReason, flags } = decision?.merged ?? {}
  if (!overrideReason || !flags) return null
  const seen = isUnreadNow(documentUnread) ? contradictionsOver(flags) : contradicted
  return seen > 0 ? { reason: overrideReason, seen } : null
}

/**
 * Holds a merged text against what an approval must pass: the right client, two people where critical
 * values want them, and a reason for what the sources contradict. Null for a change that writes no
 * draft back. Reads the contact fresh; throws GhlError.
 */
export async function checkMerge(
  db: Db,
  changeId: string,
  merge: Merge,
): Promise<MergeCheck | null> {
  const [row] = await db.select().from(drafts).where(eq(drafts.changeId, changeId))
  if (!row) return null
  const found = await readDraftContact(row.contactId, { fresh: true, forWrite: true })
  const client = checkRightClient({ userId: row.userId, documentId: row.source.documentId }, found)
  if (client.blocked) {
    return { outcome: "refused", message: `Nothing was written. ${mismatchesInWords(client)}` }
  }
  const wantsTwo = !addsNothing(presentTexts(row).summary, merge)
  if (wantsTwo && (await needsTwo(db, row))) {
    return { outcome: "refused", message: ONE_PERSON_ONLY }
  }
  const [decision] = await db.select().from(decisions).where(eq(decisions.changeId, changeId))
  const held = { found, chosen: decision?.flags.documentId, forWrite: true }
  const checked = await sourcesOf(db, row, held)
  const { sources, documentUnread } = checked
  const contradicted = contradictedIn(merge.text, sources)
  const before = goneOver(row, decision, merge.wanted, sources)
  const open = [...contradicted].flatMap(([key, one]) => (before.has(key) ? [] : [one]))
  const override = { reason: merge.reason ?? "", seen: merge.contradictionsSeen ?? [] }
  if (open.length > 0 && reasonOver(open, override) === null) {
    return { outcome: "needs-reason", contradictions: open, documentUnread }
  }
  if (isUnreadNow(documentUnread) && !merge.withoutDocument) {
    return { outcome: "document-unread", documentUnread }
  }
  const typed = typedOver(override)
  const over = typed ?? earlierReason(decision, contradicted.size, documentUnread)
  return {
    outcome: "passed",
    wantsTwo,
    flags: {
      ...withSeen(flagsOf(merge.text, checked), over),
      ...ownDocument(row, checked.documentId),
    },
    overrideReason: over?.reason ?? null,
  }
}

/**
 * Whether one person is still enough where a merged text is stored: its draft may have become critical
 * since it was checked. From here on it cannot, until the transaction ends.
 */
export async function oneIsEnough(
  tx: Db,
  changeId: string,
  { wantsTwo }: { wantsTwo: boolean },
): Promise<boolean> {
  const [row] = await tx
    .select({ critical: drafts.critical })
    .from(drafts)
    .where(eq(drafts.changeId, changeId))
    .for("update")
  return !row || !wantsTwo || !(await needsTwo(tx, row))
}
