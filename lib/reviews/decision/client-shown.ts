import { type LookedFor, lookForClient } from "../find-person.ts"
import type { ClientCheck } from "../right-client.ts"
import type { Question } from "./honest.ts"

/**
 * Whether to ask once more if a draft is about its client, after the comparisons that can refuse it.
 * A document that has text and names neither client nor birth date is asked about whatever the ids
 * say: the wrong file may hang on the right contact. Without such a document any one sign is enough.
 */
export function clientQuestion(input: {
  /** The draft's lab platform user id against the contact's. */
  userId: ClientCheck["state"]
  /** The draft's document against those of the contact. */
  document: ClientCheck["state"]
  client: LookedFor
  /** Empty where there is no document, or nothing can be read in it. */
  documentText: string
  sourceText: string
}): Extract<Question, "client-not-named" | "client-unshown"> | null {
  const { client, documentText, sourceText } = input
  if (documentText.trim() !== "") {
    const states = Object.values(lookForClient(documentText, client))
    if (states.includes("found")) return null
    if (states.includes("not-found")) return "client-not-named"
  }
  if (input.userId === "match" || input.document === "match") return null
  const inSource = Object.values(lookForClient(sourceText, client))
  return inSource.includes("found") ? null : "client-unshown"
}
