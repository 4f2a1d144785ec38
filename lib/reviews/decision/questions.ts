import "server-only"
import type { DocumentUnread } from "#lib/db/schema/reviews.ts"
import type { Db } from "#lib/db/store.ts"
import type { Person } from "#lib/people/sessions.ts"
import type { DraftContact } from "../contact-of-draft.ts"
import { type DraftRow, presentTexts } from "../draft-row.ts"
import type { EvidenceSources } from "../evidence/types.ts"
import type { EvidencePart } from "../evidence-parts.ts"
import type { RightClient } from "../right-client.ts"
import { sittingOf } from "../sittings.ts"
import { clientQuestion } from "./client-shown.ts"
import { type Question, questionsFor } from "./honest.ts"
import { type NewerApproved, newerApproved } from "./newer-approved.ts"
import { isUnreadNow } from "./sources.ts"

type Asking = {
  row: DraftRow
  person: Person
  /** The contact, read fresh, and how the draft compares with it. */
  found: DraftContact & { rightClient: RightClient }
  sources: EvidenceSources
  /** The document among them; null when there is none. */
  documentId: string | null
  /** Why the document could not be read at the approval, if so. */
  documentUnread: DocumentUnread | null | undefined
}

export type Asked = {
  questions: Question[]
  /** The approval that `newer-approved` is about; there only with that question. */
  newerApproved?: NewerApproved
}

/** What a person is asked once more before their approval of a draft counts. */
export async function questionsOf(db: Db, asking: Asking): Promise<Asked> {
  const { row, person, found, documentUnread } = asking
  const question = aboutClient(asking)
  const newer = await newerApproved(db, row, found.callNotes)
  return {
    questions: [
      ...questionsFor({
        texts: presentTexts(row),
        ...(await sittingOf(db, row.id, person.id)),
        evidence: tellingParts(asking),
      }),
      ...(isUnreadNow(documentUnread) ? (["document-unread"] as const) : []),
      ...(question ? [question] : []),
      ...(newer ? (["newer-approved"] as const) : []),
    ],
    ...(newer ? { newerApproved: newer } : {}),
  }
}

/** The parts of the evidence that hold anything: an empty one tells nobody what the report says. */
const tellingParts = ({ row: { source }, documentId }: Asking): EvidencePart[] => [
  ...(source.biomarkers?.length ? (["biomarkers"] as const) : []),
  ...(documentId ? (["document"] as const) : []),
  ...(source.text?.trim() ? (["text"] as const) : []),
]

/** Text found in GHL stands in the client's own record: only drafts that were handed in are asked about. */
function aboutClient({ row, found: { contact, rightClient }, sources }: Asking) {
  if (row.origin !== "pipeline") return null
  return clientQuestion({
    userId: rightClient.userId.state,
    document: rightClient.document.state,
    client: {
      name: contact.name || null,
      birthDate: contact.dateOfBirth,
      dateOrder: sources.dateOrder,
    },
    documentText: sources.documentPages.join("\n"),
    sourceText: sources.sourceText,
  })
}
