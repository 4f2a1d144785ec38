import "server-only"
import { judgeAnswer } from "./answer.ts"
import type { RateBudget } from "./budget/contract.ts"
import type { Dealings } from "./connection/dealings.ts"
import { readRawContact } from "./contacts.ts"
import { type Context, refused } from "./context.ts"
import { leftUntil, timeoutsOf, withinOneDeadline } from "./deadline.ts"
import { checkDocumentAddress } from "./document-hosts.ts"
import { type DocumentSource, readDocuments } from "./document-values.ts"
import { GhlError } from "./errors.ts"
import { readFieldValue } from "./field-values.ts"
import { readCapped, send, timeoutError } from "./network.ts"
import { ownHeaders } from "./settings.ts"
import { sniffMimeType } from "./sniff.ts"
import type { CallOptions, Ghl, RequestPriority } from "./types.ts"

const DEFAULT_MAX_BYTES = 20 * 1024 * 1024
const MAX_REDIRECTS = 2
const MAX_ERROR_BYTES = 64 * 1024

/** What a failed download is called: whoever has its link has the file, so no link is kept. */
const BY_ID = "GET /documents/download/{id}"
const BY_LINK = "GET {link}"

/** How a download waits for its requests. `deadline` by `performance.now()`. */
type Waiting = {
  priority: RequestPriority
  forWrite: boolean
  deadline: number
  signal: AbortSignal
}

const emptyFile = (status: number): GhlError =>
  new GhlError({
    kind: "upstream",
    message: "The file came without a byte in it",
    status,
    retryable: true,
    effect: "unknown",
  })

/** GET /documents/download/{id} for a document that hangs on a contact. */
export function documentVerbs(
  context: Context,
  budget: RateBudget,
  dealings: Dealings,
): Pick<Ghl, "openDocument"> {
  const { settings, redactor, knownFields } = context
  const timeout = timeoutsOf(settings).document

  async function find(
    contactId: string,
    documentId: string,
    options: CallOptions,
  ): Promise<DocumentSource> {
    const fresh = { ...options, fresh: true }
    const [raw, fields] = await Promise.all([
      readRawContact(context, contactId, fresh),
      knownFields(fresh),
    ])
    for (const { id, value } of raw.customFields) {
      // Only what the record shows as a document: an address in a text field is none.
      const shown = readFieldValue(value, fields.get(id), settings.clinicTimeZone)
      if (shown.kind !== "documents") continue
      const source = readDocuments(value).find(({ ref }) => ref.documentId === documentId)
      if (source) return source
    }
    throw refused("not-found", "This document does not hang on this contact")
  }

  /**
   * One request. GHL's own host alone costs a place of the budget and tells of it; whether it counts files
   * is not known (docs/upstream.md), so that the call is an uncertain one.
   */
  async function ask(
    address: URL,
    headers: Record<string, string>,
    { priority, forWrite, deadline, signal }: Waiting,
  ): Promise<Response> {
    if (address.origin !== new URL(settings.baseUrl).origin) {
      return send(address, { signal, headers })
    }
    const about = { forWrite, uncertain: true }
    const permit = await budget.acquire(priority, deadline, signal, about)
    const response = await send(address, { signal, headers })
    budget.learn(response.status, response.headers, permit)
    return response
  }

  async function download(first: URL, maxBytes: number, waiting: Waiting): Promise<Uint8Array> {
    const { signal } = waiting
    let address = first
    for (let hop = 0; hop <= MAX_REDIRECTS; hop += 1) {
      await checkDocumentAddress(address, settings, signal)
      // The token goes to the address this app built itself, never to one that came in an answer.
      const headers = hop === 0 && isOwn(first) ? ownHeaders(settings) : {}
      const response = await ask(address, headers, waiting)
      const location = response.headers.get("location")
      if (response.status >= 300 && response.status < 400 && location !== null) {
        await response.body?.cancel()
        if (!URL.canParse(location, address)) break
        address = new URL(location, address)
        continue
      }
      if (response.ok) {
        const bytes = await readCapped(response, maxBytes, signal)
        if (bytes.byteLength === 0) throw emptyFile(response.status)
        return bytes
      }
      const text = new TextDecoder().decode(await readCapped(response, MAX_ERROR_BYTES, signal))
      judgeAnswer(
        { status: response.status, headers: response.headers, text },
        { write: false, retryAfterMs: null, clean: redactor.clean, file: true },
      )
    }
    throw refused("rejected", "This document is kept at a place this app does not open")
  }

  function isOwn(address: URL): boolean {
    return address.href.startsWith(`${settings.baseUrl}/documents/download/`)
  }

  return {
    async openDocument(contactId, documentId, { maxBytes = DEFAULT_MAX_BYTES, ...given } = {}) {
      const options = withinOneDeadline(settings, given, timeout)
      const { place, ref } = await find(contactId, documentId, options)
      const address =
        "id" in place
          ? new URL(`${settings.baseUrl}/documents/download/${encodeURIComponent(place.id)}`)
          : new URL(place.address)
      const expiry = AbortSignal.timeout(leftUntil(options.deadline))
      const signal = options.signal ? AbortSignal.any([options.signal, expiry]) : expiry
      try {
        const bytes = await download(address, maxBytes, {
          priority: options.priority ?? "person",
          forWrite: options.forWrite === true,
          deadline: options.deadline,
          signal,
        })
        dealings.succeeded("documents")
        return {
          documentId,
          fileName: redactor.clean(ref.fileName),
          mimeType: sniffMimeType(bytes),
          bytes,
        }
      } catch (error) {
        options.signal?.throwIfAborted()
        const failure = expiry.aborted ? timeoutError(true) : error
        if (failure instanceof GhlError) {
          dealings.failed("documents", "id" in place ? BY_ID : BY_LINK, failure)
        }
        throw failure
      }
    },
  }
}
