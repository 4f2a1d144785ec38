import type { Kept } from "#components/shell/last-words.ts"
import type { EditOutcome } from "#lib/reviews/edit.ts"

/**
 * Whether a text is safe after a try to save it. `answer`: what became of it, undefined where the server
 * refused the request itself. Only some outcomes keep it: with the draft, or among its versions.
 */
export function keptAs(
  answer: Pick<EditOutcome, "outcome"> | undefined,
): Exclude<Kept, "unreachable"> {
  const isKept =
    answer?.outcome === "saved" ||
    answer?.outcome === "edited-by-other" ||
    answer?.outcome === "claimed-by-other" ||
    answer?.outcome === "decided"
  return isKept ? "taken" : "refused"
}
