import { headers } from "next/headers"
import { z } from "zod"
import { recordAudit } from "#lib/audit/record.ts"
import { comesFromElsewhere, documentAnswer } from "#lib/contacts/document-answer.ts"
import { database } from "#lib/db/instance.ts"
import { ghlId } from "#lib/ghl/ids.ts"
import { ghl } from "#lib/ghl/instance.ts"
import { privateJson, readHandler } from "#lib/people/handler.ts"

/**
 * A document of a contact, through us: its address at GHL opens without a token and so never leaves
 * the server. Audited before the first byte; refused to any page but our own (ASVS 3.5.8).
 */
export const GET = readHandler(
  {
    permission: "documents.open",
    input: z.object({ contactId: ghlId, documentId: ghlId }),
    audit: { verb: "document.opened", notedBy: "answer" },
  },
  async ({ input: { contactId, documentId }, person, signal }) => {
    const entry = {
      actor: "person",
      personId: person.id,
      contactId,
      detail: { documentId },
    } as const
    const db = await database()
    if (comesFromElsewhere(await headers())) {
      await recordAudit(db, { ...entry, action: "document.refused" })
      return privateJson(
        {
          problem: {
            kind: "forbidden",
            title: "Documents open inside Caredesk only.",
            advice: "Open the contact's record and choose the document there.",
          },
        },
        403,
      )
    }
    const content = await ghl().openDocument(contactId, documentId, { signal })
    await recordAudit(db, { ...entry, action: "document.opened" })
    return documentAnswer(content)
  },
)
