import { failureInWords } from "./failures.ts"
import { type ChangeFacts, doubtReason } from "./words.ts"

/** Why a change gets no further for long, and what a person can do about it. */
export function delayMessage(
  { status, failure, steps }: ChangeFacts,
  traceId: string | null,
): string {
  const because = failureInWords(failure, steps)
  const doubtful = steps.find((step) => step.status === "unsure")
  const said: (string | null)[] = [
    `The reason it had last: ${doubtReason(doubtful, because)}.`,
    adviceIn(status),
    failure === "bug" ? "Tell an administrator: Caredesk's log says more." : null,
    traceId ? "GHL's support can look into it with the trace id below." : null,
  ]
  return said.filter((sentence) => sentence !== null).join(" ")
}

function adviceIn(status: ChangeFacts["status"]): string {
  if (status === "running") return "Caredesk is trying again at this moment."
  if (status === "unsure") {
    return "Look at the contact in GHL: if it stands there, or once you have done it there yourself, choose Done by hand. Look again makes Caredesk look at once."
  }
  return "Caredesk goes on trying by itself. If GHL works for you, choose Try now. If it cannot wait, choose Give up the rest, then do it in GHL yourself."
}
