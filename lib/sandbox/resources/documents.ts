import { type Answer, Refusal } from "../answers.ts"
import type { Call, Route } from "../call.ts"
import type { SeedDocument } from "../seed/documents.ts"

function documentOf(call: Call): SeedDocument {
  const document = call.store.world.documents.get(call.params.documentId ?? "")
  if (!document) throw new Refusal(404, "Document not found")
  return document
}

function file(document: SeedDocument): Answer {
  return {
    status: 200,
    headers: {
      "content-type": document.mimeType,
      "content-disposition": `inline; filename="${document.fileName}"`,
    },
    body: document.bytes,
  }
}

/** GET /documents/download/{id}: whoever has the link has the file. Some go by way of storage. */
function download(call: Call): Answer {
  const document = documentOf(call)
  const chosen = call.settings.redirectDocuments
  const redirected =
    chosen === "all" ||
    (chosen === null ? call.store.world.redirected.has(document.id) : chosen.includes(document.id))
  if (!redirected) return file(document)
  const location = `${call.base}/storage/${document.id}?Expires=1800000000&Signature=sandbox`
  return { status: 302, headers: { location }, body: "" }
}

/** GET /storage/{id}: where a redirected download ends. The signature in the link opens it. */
function storage(call: Call): Answer {
  const document = documentOf(call)
  if (call.url.searchParams.get("Signature") !== "sandbox") throw new Refusal(403, "Access denied")
  return file(document)
}

export const documentRoutes: Route[] = [
  { method: "GET", path: "/documents/download/:documentId", scope: null, handle: download },
  { method: "GET", path: "/storage/:documentId", scope: null, handle: storage },
]
