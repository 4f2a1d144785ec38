import { readFile } from "node:fs/promises"
import { join } from "node:path"
import { z } from "zod"
import { privateJson, readHandler } from "#lib/people/handler.ts"

const TYPES: Record<string, string> = { wasm: "application/wasm" }

/**
 * What pdf.js asks for while it draws: character maps, the standard fonts that a PDF need not embed,
 * and its decoders. From the package itself, so that nothing is fetched from elsewhere.
 */
export const GET = readHandler(
  {
    permission: "documents.open",
    audit: { verb: null, because: "Its files are those of a package." },
    act: false,
    input: z.object({
      folder: z.enum(["cmaps", "standard_fonts", "wasm", "iccs"]),
      file: z.string().regex(/^[A-Za-z0-9_-]{1,60}\.(bcmap|pfb|ttf|wasm|icc)$/),
    }),
  },
  async ({ input: { folder, file } }) => {
    const path = join(process.cwd(), "node_modules/pdfjs-dist", folder, file)
    const bytes = await readFile(path).catch(() => null)
    if (!bytes) return privateJson({ problem: { kind: "not-found", title: "No such file." } }, 404)
    return new Response(new Uint8Array(bytes), {
      headers: {
        "Content-Type": TYPES[file.split(".").at(-1) ?? ""] ?? "application/octet-stream",
        "Cache-Control": "private, max-age=86400",
      },
    })
  },
)
