import { supersededInWords } from "./superseded-words.ts"
import type { Ended } from "./types.ts"

const VERBS = {
  approved: "approved this draft",
  rejected: "rejected this draft",
  returned: "returned this draft to the pipeline",
}

/** What became of a draft and by whom, as a sentence. `when`: the time of it in words, where there is room. */
export function endedInWords(ended: Ended, when: string | null = null): string {
  if (ended.status === "superseded") return supersededInWords(ended)
  const who = ended.mine ? "You" : (ended.by ?? "Somebody")
  return `${who} ${VERBS[ended.status]}${when ? ` on ${when}` : ""}.`
}
