import "server-only"
import { htmlToText, lineToHtml, markupOf } from "./html-text.ts"

/** How an account stores the bodies of its notes; GHL does not say, so it is learnt from what comes back. */
export type NoteKind = "plain" | "html"

/** What a body tells about its account: block tags are HTML, bare line ends or a bare `<` or `&` plain text. */
export function kindOfBody(body: string): NoteKind | null {
  const { blocks, marks, rest } = markupOf(body)
  if (blocks) return "html"
  return !marks && /[<&\n]/.test(rest) ? "plain" : null
}

/** Plain text of a stored body. `account` decides for a body that does not tell by itself. */
export function decodeNote(body: string, account: NoteKind | null): string {
  const kind = kindOfBody(body) ?? account ?? (markupOf(body).marks ? "html" : "plain")
  const text = kind === "html" ? htmlToText(body) : body.replace(/\r\n?/g, "\n")
  return text.replaceAll("\0", "")
}

/** A text in the form the account stores, so that `<`, `&`, spaces and line ends survive. */
export function encodeNote(text: string, account: NoteKind): string {
  const lines = text.replace(/\r\n?/g, "\n").replaceAll("\0", "").split("\n")
  if (account === "plain") return lines.join("\n")
  return lines.map((line) => `<p>${line === "" ? "<br>" : lineToHtml(line)}</p>`).join("")
}
