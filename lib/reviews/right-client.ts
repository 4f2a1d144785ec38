/** One comparison of a draft with the contact it names. */
export type ClientCheck = {
  /** `match` and `mismatch` are certain; `unknown` could not be compared. */
  state: "match" | "mismatch" | "unknown"
  /** In a coordinator's words. */
  message: string
}

/** Whether a draft is about this client. Any mismatch blocks approval. */
export type RightClient = { userId: ClientCheck; document: ClientCheck; blocked: boolean }

function checkUserId(ofDraft: string | null, ofContact: string): ClientCheck {
  if (!ofDraft) {
    return { state: "unknown", message: "The draft names no lab platform user id to compare." }
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

function checkDocument(ofDraft: string | undefined, onContact: readonly string[]): ClientCheck {
  if (!ofDraft) {
    return { state: "unknown", message: "The draft names no document to compare." }
  }
  return onContact.includes(ofDraft)
    ? { state: "match", message: "The draft's document hangs on this contact." }
    : { state: "mismatch", message: "The draft's document does not hang on this contact." }
}

/** Compares what the draft says of its client with the contact as GHL has it. */
export function checkRightClient(
  draft: { userId: string | null; documentId?: string },
  contact: { userId: string; documentIds: readonly string[] },
): RightClient {
  const userId = checkUserId(draft.userId?.trim() || null, contact.userId.trim())
  const document = checkDocument(draft.documentId, contact.documentIds)
  return {
    userId,
    document,
    blocked: userId.state === "mismatch" || document.state === "mismatch",
  }
}
