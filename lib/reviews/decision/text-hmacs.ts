import "server-only"
import { fingerprint } from "#lib/audit/fingerprint.ts"
import { textHmac } from "#lib/changes/known-texts.ts"
import type { DraftTexts } from "../draft-row.ts"

/** The fingerprints that a decision keeps of its final texts: of the normalised ones, as the audit does. */
export const hmacsOf = ({ summary, analysis }: DraftTexts) => ({
  summaryHmac: textHmac(summary),
  analysisHmac: textHmac(analysis),
})

/**
 * Whether a fingerprint kept with a decision is this text's. Older approvals and merges kept that of the
 * exact text; their texts are gone by now or will be, so it cannot be made anew.
 */
export const isHmacOf = (hmac: string, text: string): boolean =>
  hmac === textHmac(text) || hmac === fingerprint(text)
