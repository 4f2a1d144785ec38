import "server-only"
import { randomBytes } from "node:crypto"
import { and, eq } from "drizzle-orm"
import { fingerprint } from "#lib/audit/fingerprint.ts"
import { changeSteps } from "#lib/db/schema/changes.ts"
import { drafts } from "#lib/db/schema/reviews.ts"
import type { Db } from "#lib/db/store.ts"

/** Crockford's base 32: no I, L, O or U, so that it can be read out on the phone. */
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

/** 40 bits of the bytes as a reference, such as `7K2M-Q9XD`. */
function inLetters(bytes: Uint8Array): string {
  const letters = [...bytes.subarray(0, 8)].map((byte) => ALPHABET[byte % 32])
  return `${letters.slice(0, 4).join("")}-${letters.slice(4).join("")}`
}

/** A random reference. */
export const newReference = (): string => inLetters(randomBytes(8))

/**
 * The reference of a draft's note: the same whenever the draft is approved, also by a store that was
 * restored from a copy and knows nothing of the first time. So its note is found, and not made twice.
 */
export async function referenceOfDraft(tx: Db, draftId: string): Promise<string> {
  const [draft] = await tx
    .select({ runId: drafts.runId })
    .from(drafts)
    .where(eq(drafts.id, draftId))
  if (!draft) return newReference()
  for (let again = 0; ; again++) {
    const hmac = fingerprint(`the note of run ${draft.runId}${again > 0 ? ` ${again}` : ""}`)
    const reference = inLetters(Buffer.from(hmac, "base64url"))
    // An approval that was cancelled before its note was sent has no use for it any more.
    await tx
      .update(changeSteps)
      .set({ reference: null })
      .where(and(eq(changeSteps.reference, reference), eq(changeSteps.status, "cancelled")))
    const taken = await tx
      .select({ id: changeSteps.id })
      .from(changeSteps)
      .where(eq(changeSteps.reference, reference))
    // Taken by another run's note: one in a billion.
    if (taken.length === 0) return reference
  }
}

/** The body with the line by which Caredesk finds its note again. */
export const withReference = (body: string, reference: string): string =>
  `${body.trimEnd()}\n\nCaredesk ref ${reference}`

/**
 * The body as people read it, without the line that only Caredesk needs. White space is looked at from its
 * first sign alone, or a long run of it would take the square of its length.
 */
export const withoutReference = (body: string): string =>
  body.replace(/(?<!\s)\s*Caredesk ref [0-9A-Z]{4}-[0-9A-Z]{4}\s*$/i, "")

/** Whether a note's body carries the reference, however its line ends or spaces came back. */
export const carriesReference = (body: string, reference: string): boolean =>
  body.toUpperCase().includes(reference)

/**
 * Whether a note ends with the reference's line, as what is written with it does. A note of somebody's
 * that speaks of another, or goes on after a quoted one, does not.
 */
export const endsWithReference = (body: string, reference: string): boolean =>
  new RegExp(`(?:^|[\\r\\n])[^\\S\\r\\n]*Caredesk ref ${reference}\\s*$`, "i").test(body)
