import type { Problem } from "#lib/problem.ts"

/** One comparison of a draft with the contact it names. */
export type ClientCheck = {
  /** `match` and `mismatch` are certain; `unknown` could not be compared. */
  state: "match" | "mismatch" | "unknown"
  /** In a coordinator's words. */
  message: string
}

/** Whether a draft is about this client. Any mismatch blocks approval. */
export type RightClient = { userId: ClientCheck; document: ClientCheck; blocked: boolean }

function checkUserId(
  ofDraft: string | null,
  { userId, fieldsProblem }: Pick<Compared, "userId" | "fieldsProblem">,
): ClientCheck {
  const ofContact = userId.trim()
  if (!ofDraft) {
    return { state: "unknown", message: "The draft names no lab platform user id to compare." }
  }
  if (fieldsProblem) {
    return { state: "unknown", message: `The user id cannot be compared. ${fieldsProblem.title}` }
  }
  if (!ofContact) {
    return {
      state: "mismatch",
      message: "The draft names a lab platform user id, but this contact has none.",
    }
  }
  return ofDraft === ofContact
    ? { state: "match", message: "The draft's lab platform user id is this contact's." }
    : {
        state: "mismatch",
        message: "The draft's lab platform user id belongs to another client.",
      }
}

function checkDocument(
  ofDraft: string | undefined,
  { documentIds, fieldsProblem }: Pick<Compared, "documentIds" | "fieldsProblem">,
): ClientCheck {
  if (!ofDraft) {
    return { state: "unknown", message: "The draft names no document to compare." }
  }
  if (documentIds.includes(ofDraft)) {
    return { state: "match", message: "The draft's document hangs on this contact." }
  }
  // Some files are kept as bare addresses, which only a field's type tells from text.
  return fieldsProblem
    ? { state: "unknown", message: `The document cannot be compared. ${fieldsProblem.title}` }
    : { state: "mismatch", message: "The draft's document does not hang on this contact." }
}

/** All that does not match, in a coordinator's words: of two wrong ids the second is no later surprise. */
export const mismatchesInWords = ({ userId, document }: RightClient): string =>
  [userId, document]
    .filter(({ state }) => state === "mismatch")
    .map(({ message }) => message)
    .join(" ")

/** What of the contact is compared, and why its fields could not be told apart, if so. */
type Compared = {
  userId: string
  documentIds: readonly string[]
  fieldsProblem: Problem | null
}

/** Compares what the draft says of its client with the contact as GHL has it. */
export function checkRightClient(
  draft: { userId: string | null; documentId?: string },
  contact: Compared,
): RightClient {
  const userId = checkUserId(draft.userId?.trim() || null, contact)
  const document = checkDocument(draft.documentId, contact)
  return {
    userId,
    document,
    blocked: userId.state === "mismatch" || document.state === "mismatch",
  }
}
