import "server-only"
import { createHash } from "node:crypto"
import { htmlToText, markupOf } from "./html-text.ts"
import { kindOfBody, type NoteKind } from "./note-body.ts"

/** A body that was sent, by its digests: no text is kept. */
export type SentBody = {
  kind: NoteKind
  /** Whether it could not stand so in an account that keeps HTML. */
  tells: boolean
  /** Whether it has line ends of its own. */
  hasLines: boolean
  whole: string
  /** Its words as they stand, and as they stay when what looks like a tag is eaten. */
  words: readonly string[]
}

const digest = (text: string): string => createHash("sha256").update(text).digest("base64url")

/** What a store of plain text may do to a text: its line ends, spaces at the ends, how accents are put together. */
const trimmed = (body: string): string =>
  body
    .normalize("NFC")
    .split(/\r\n?|\n/)
    .map((line) => line.trimEnd())
    .join("\n")
    .trim()

/** Letters and digits alone, which no form takes away or adds. */
const wordsOf = (text: string): string =>
  text
    .normalize("NFC")
    .replace(/&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z]{2,8});/gi, "")
    .replace(/[^\p{L}\p{N}]/gu, "")

/** What to keep of a body that is sent, to know it again when it is read back. */
export function sentBody(body: string, kind: NoteKind): SentBody {
  const text = kind === "html" ? htmlToText(body) : body
  const eaten = kind === "html" ? text : text.replace(/<[^>\n]*>?/g, "")
  return {
    kind,
    tells: kindOfBody(body.trim()) === "plain",
    hasLines: kind === "plain" && trimmed(body).includes("\n"),
    whole: digest(trimmed(body)),
    words: [digest(wordsOf(text)), digest(wordsOf(eaten))],
  }
}

/**
 * What a note of ours proves when it is read back; null: nothing. Plain text that stands as it was sent
 * is kept as such. What has our words and no longer our line ends, or has other tags than ours, went through
 * a reader of HTML; without either somebody may have edited it. HTML that stands as it was sent proves
 * nothing: a store of plain text keeps it to the letter, too.
 */
export function provenBy(sent: SentBody, body: string): NoteKind | null {
  if (digest(trimmed(body)) === sent.whole) {
    return sent.kind === "plain" && sent.tells ? "plain" : null
  }
  if (!sent.words.includes(digest(wordsOf(htmlToText(body))))) return null
  const { blocks, marks } = markupOf(body)
  const lostItsLines = sent.hasLines && !trimmed(body).includes("\n")
  return blocks || marks || lostItsLines ? "html" : null
}

/** The line by which Caredesk knows its notes, with a space in it where it is no longer to be found. */
const OWN = /Caredesk ref [\dA-Z]{4}[- ][\dA-Z]{4}/i
const OWN_AFTER_LINE_END = /\n[ \t]*Caredesk ref [\dA-Z]{4}[- ][\dA-Z]{4}/i

/** Whether this app wrote a note, in this process or another: its form is ours, and tells of no one else's. */
export const isOwn = (body: string): boolean => OWN.test(body)

/** Whether a note of ours stands with its line ends, which no account that keeps HTML leaves in one. */
export function keptItsLines(body: string): boolean {
  const { blocks, marks } = markupOf(body)
  return !blocks && !marks && OWN_AFTER_LINE_END.test(body)
}
