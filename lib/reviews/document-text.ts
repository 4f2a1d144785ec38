import "server-only"
import { GhlError } from "#lib/ghl/errors.ts"
import { ghl } from "#lib/ghl/instance.ts"
import { createSharing } from "#lib/ghl/sharing.ts"
import type { CallOptions } from "#lib/ghl/types.ts"
import { pdfText } from "./pdf-text.ts"

/**
 * The text of a lab document. read: `pages` has one text a page, in order. partly: as far as it could be
 * read; other pages are scans, or too many. no-text: it opened, but is a picture, or no PDF. unreadable:
 * GHL would not give it, or it is broken.
 */
export type DocumentText =
  | { state: "read" | "partly"; pages: string[] }
  | { state: "no-text" }
  | { state: "unreadable" }

const KEPT_MS = 60_000
const KEPT_DOCUMENTS = 30

type Kept = { at: number; text: DocumentText }

/** By contact and document, for at most a minute. Whoever asks must have the right to read reviews. */
const kept = new Map<string, Kept>()

function recall(key: string): DocumentText | null {
  const now = performance.now()
  for (const [other, { at }] of kept) if (now - at >= KEPT_MS) kept.delete(other)
  return kept.get(key)?.text ?? null
}

function keep(key: string, text: DocumentText): void {
  kept.delete(key)
  kept.set(key, { at: performance.now(), text })
  // Nobody asks again for most of them: the minute must end without a next reader too.
  setTimeout(() => recall(key), KEPT_MS + 1).unref()
  for (const oldest of kept.keys()) {
    if (kept.size <= KEPT_DOCUMENTS) break
    kept.delete(oldest)
  }
}

/** The pages of what could be read of a document; none where nothing could. */
export const pagesRead = (text: DocumentText | null): string[] =>
  text && "pages" in text ? text.pages : []

/** Of an evidence check and a look for the client on one open page, the second waits for the first. */
const sharing = createSharing()

const UNREADABLE: DocumentText = { state: "unreadable" }

async function read(
  contactId: string,
  documentId: string,
  options: CallOptions,
): Promise<DocumentText> {
  const document = await ghl()
    .openDocument(contactId, documentId, options)
    .catch((error) => {
      if (error instanceof GhlError) return null
      throw error
    })
  if (!document) return UNREADABLE
  if (document.mimeType !== "application/pdf") return { state: "no-text" }
  try {
    const { pages, unread } = await pdfText(document.bytes, options.signal)
    if (pages.every((page) => page.trim() === "")) return { state: "no-text" }
    return { state: unread ? "partly" : "read", pages }
  } catch {
    // Whatever comes out of a broken or locked file is the document's fault, unless all who asked have left.
    options.signal?.throwIfAborted()
    return UNREADABLE
  }
}

/**
 * Reads a document that hangs on a contact, through GHL. `forWrite`: for a decision that writes, which may
 * use what the day keeps for writes. Throws only what is nobody's fault but ours, and the signal's reason.
 */
export async function readDocumentText(
  contactId: string,
  documentId: string,
  signal: AbortSignal,
  forWrite = false,
): Promise<DocumentText> {
  const key = `${contactId} ${documentId}`
  const known = recall(key)
  if (known) return known
  return sharing(key, { signal, forWrite }, async (options) => {
    const text = await read(contactId, documentId, options)
    if (text.state !== "unreadable") keep(key, text)
    return text
  })
}
