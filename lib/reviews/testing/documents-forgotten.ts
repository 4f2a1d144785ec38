import { vi } from "vitest"
import { ghl } from "#lib/ghl/instance.ts"
import { readDocumentText } from "../document-text.ts"

/** More than are kept. */
const OTHERS = 40

/** Lets go of what is kept of documents, as a minute does: that many others take their place. */
export async function documentsForgotten(): Promise<void> {
  const bytes = new Uint8Array()
  const picture = { documentId: "", fileName: "", mimeType: "image/png", bytes } as const
  const open = vi.spyOn(ghl(), "openDocument").mockResolvedValue(picture)
  const { signal } = new AbortController()
  for (let n = 0; n < OTHERS; n++) await readDocumentText("nobody", crypto.randomUUID(), signal)
  open.mockRestore()
}
