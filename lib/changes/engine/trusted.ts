import "server-only"
import { moment } from "./elapsed.ts"
import type { Look } from "./look.ts"
import type { StepRow } from "./rows.ts"

/** What a step's target would be if nobody had touched the contact since the person looked. */
function textOf({ kind, seen }: StepRow): string | null {
  if (kind === "add-tag") return "absent"
  if (kind === "remove-tag") return "present"
  return kind === "create-note" ? null : seen
}

/**
 * In place of the fresh read before a step's first send: what the person saw, as if it stood there now.
 * Only the test switch takes it, to show that the suites notice; whatever follows a send is read.
 */
export function trustedLook(step: StepRow): Look {
  const now = moment()
  return { standing: { text: textOf(step) }, startedAt: now, endedAt: now, stalledMs: 0 }
}
