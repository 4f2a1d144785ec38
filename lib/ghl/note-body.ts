import "server-only"
import { htmlToText, lineToHtml, markupOf } from "./html-text.ts"

/** How an account stores the bodies of its notes; GHL does not say, so it is learnt from what comes back. */
export type NoteKind = "plain" | "html"

/** What is known of an account: proven by a note of ours that was read back, or what most notes tell. */
export type KnownKind = { kind: NoteKind; proven: boolean }

const BLOCK = "(?:p|div|ul|ol|h[1-6]|table|blockquote|pre|section|article)"
const BEGINS = new RegExp(`^<${BLOCK}(?:\\s[^<>]*)?>`, "i")
const ENDS = new RegExp(`</${BLOCK}>$`, "i")

/** What a body tells about its account: block tags are HTML, bare line ends or a bare `<` or `&` plain text. */
export function kindOfBody(body: string): NoteKind | null {
  const { blocks, marks, rest } = markupOf(body)
  if (blocks) return "html"
  return !marks && /[<&\n]/.test(rest) ? "plain" : null
}

/** Whether a body is HTML from its first sign to its last, and not a text that speaks of a tag. */
export function isPage(body: string): boolean {
  const trimmed = body.trim()
  return BEGINS.test(trimmed) && ENDS.test(trimmed)
}

/** Which form a stored body has. The rules and their reasons are in docs/decisions/180. */
function formOf(body: string, account: KnownKind | null): NoteKind {
  if (account === null) return kindOfBody(body) ?? (markupOf(body).marks ? "html" : "plain")
  if (account.kind === "html") return kindOfBody(body) ?? "html"
  return !account.proven && isPage(body) ? "html" : "plain"
}

/** Plain text of a stored body, by what is known of the account; null: nothing is. */
export function decodeNote(body: string, account: KnownKind | null): string {
  const text = formOf(body, account) === "html" ? htmlToText(body) : body.replace(/\r\n?/g, "\n")
  return text.replaceAll("\0", "")
}

/** A text in the form the account stores, so that `<`, `&`, spaces and line ends survive. */
export function encodeNote(text: string, account: NoteKind): string {
  const lines = text.replace(/\r\n?/g, "\n").replaceAll("\0", "").split("\n")
  if (account === "plain") return lines.join("\n")
  return lines.map((line) => `<p>${line === "" ? "<br>" : lineToHtml(line)}</p>`).join("")
}
