import { withoutSignature } from "#lib/reviews/signature.ts"
import { sameText } from "../normalise.ts"
import { withoutReference } from "../reference.ts"
import type { StepRow } from "./rows.ts"

const unsigned = (body: string): string => withoutSignature(withoutReference(body))

/**
 * Whether a note that stood there before anything was sent is that of an approval which this store does not
 * know of, since an older copy took its place (docs/decisions/072): it says the same, and was signed at
 * another time or by somebody else.
 */
export const isOfEarlierApproval = ({ kind, attempts, wanted }: StepRow, stands: string): boolean =>
  kind === "create-note" && attempts === 0 && sameText(unsigned(wanted), unsigned(stands))
