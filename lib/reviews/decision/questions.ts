import "server-only"
import type { Db } from "#lib/db/store.ts"
import type { Person } from "#lib/people/sessions.ts"
import type { DraftContact } from "../contact-of-draft.ts"
import { type DraftRow, presentTexts } from "../draft-row.ts"
import type { EvidenceSources } from "../evidence/types.ts"
import type { RightClient } from "../right-client.ts"
import { sittingOf } from "../sittings.ts"
import { clientQuestion } from "./client-shown.ts"
import { type Question, questionsFor } from "./honest.ts"

type Asking = {
  row: DraftRow
  person: Person
  /** The contact, read fresh, and how the draft compares with it. */
  found: DraftContact & { rightClient: RightClient }
  sources: EvidenceSources
}

/** What a person is asked once more before their approval of a draft counts. */
export async function questionsOf(db: Db, asking: Asking): Promise<Question[]> {
  const { row, person } = asking
  const question = aboutClient(asking)
  return [
    ...questionsFor({
      texts: presentTexts(row),
      ...(await sittingOf(db, row.id, person.id)),
      evidence: hasEvidence(row),
    }),
    ...(question ? [question] : []),
  ]
}

const hasEvidence = ({ source }: DraftRow) =>
  Boolean(source.text?.trim() || source.biomarkers?.length || source.documentId)

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
