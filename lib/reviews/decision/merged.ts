import "server-only"
import { eq } from "drizzle-orm"
import { textHmac } from "#lib/changes/known-texts.ts"
import { decisions } from "#lib/db/schema/reviews.ts"
import type { Db } from "#lib/db/store.ts"
import { findDraft, presentAuthorship, presentTexts } from "../draft-row.ts"
import { authorsOfMerged, authorsOfWritten } from "../merged-authorship.ts"
import type { MergeGrounds } from "./merge-check.ts"
import { isHmacOf } from "./text-hmacs.ts"

/**
 * Keeps with a decision whose words a merged text is made of, and on what grounds it is written, in the
 * transaction that stores it.
 * `wanted` is what was to be written before, `found` what stood in GHL on the screen of who merged.
 * Nothing to do for a change that writes no decision back.
 */
export async function recordMerged(
  tx: Db,
  changeId: string,
  merge: { wanted: string; found: string; text: string; personId: string },
  grounds: MergeGrounds,
): Promise<void> {
  const [decision] = await tx.select().from(decisions).where(eq(decisions.changeId, changeId))
  const draft = decision ? await findDraft(tx, decision.draftId) : null
  if (!decision || !draft) return
  const { wanted, found, text, personId } = merge
  const last = decision.merged
  // Merged before: what is put together now came out of that.
  const spans =
    last && isHmacOf(last.hmac, wanted)
      ? last.authorship
      : authorsOfWritten({
          summary: presentTexts(draft).summary,
          spans: presentAuthorship(draft).summary,
          written: wanted,
        })
  await tx
    .update(decisions)
    .set({
      merged: {
        personId,
        at: new Date().toISOString(),
        authorship: authorsOfMerged({ approved: wanted, spans, found, text, personId }),
        hmac: textHmac(text),
        ...grounds,
      },
    })
    .where(eq(decisions.id, decision.id))
}
