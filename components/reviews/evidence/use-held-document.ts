"use client"

import { useState } from "react"
import type { LabDocument } from "#lib/reviews/lab-documents.ts"
import type { ReviewView } from "#lib/reviews/types.ts"
import type { PresentContact } from "../use-present-contact.ts"

/** The document that the texts on the screen are held against. */
export type HeldDocument = {
  /** Null when there is none, or it cannot be told; undefined while the client's record is on its way. */
  documentId: string | null | undefined
  /** For text found in GHL: the client's own, among which the person chooses. Empty for drafts. */
  documents: readonly LabDocument[]
  choose: (documentId: string) => void
}

/**
 * The draft's document or, for text found in GHL, the client's own that the person chose; until then the
 * one that a decision was made with, or the best.
 */
export function useHeldDocument(review: ReviewView, contact: PresentContact): HeldDocument {
  const [chosen, choose] = useState<string | null>(null)
  if (review.origin === "pipeline") {
    return { documentId: review.documentId, documents: [], choose }
  }
  const documents = contact.kind === "ok" ? contact.contact.labDocuments : []
  const named = (id: string | null) => documents.find(({ documentId }) => documentId === id)
  const held = named(chosen) ?? named(review.heldDocument) ?? documents[0]
  return {
    documentId: held?.documentId ?? (contact.kind === "reading" ? undefined : null),
    documents,
    choose,
  }
}
