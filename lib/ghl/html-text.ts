import "server-only"

const BLOCK = /^(p|div|br|ul|ol|li|h[1-6]|table|tr|blockquote|pre|hr|section|article)$/
const INLINE =
  /^(thead|tbody|td|th|b|strong|i|em|u|s|a|span|code|font|sub|sup|img|mark|small|script|style)$/
/** Groups: closing slash, tag name, entity. A `<` before a digit or a space, as in `<5.6`, is none of them. */
const TOKEN =
  /<!--[^<>]*-->|<(\/?)([a-z][a-z0-9]*)(?:\s[^<>]*)?\/?>|&(#\d{1,7}|#x[\da-f]{1,6}|[a-z]{2,8});/gi
const ENTITIES = new Map(
  Object.entries({
    ...{ amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: " ", bull: "•", hellip: "…" },
    ...{ ndash: "–", mdash: "—", lsquo: "‘", rsquo: "’", ldquo: "“", rdquo: "”" },
    ...{ deg: "°", micro: "µ", plusmn: "±", times: "×", le: "≤", ge: "≥" },
  }),
)

/** What a text shows of HTML: block tags, inline tags or entities, and what stays when those are taken out. */
export function markupOf(text: string): { blocks: boolean; marks: boolean; rest: string } {
  let blocks = false
  let marks = false
  const rest = text.replace(TOKEN, (token, _closing, tag?: string, entity?: string) => {
    const block = tag !== undefined && BLOCK.test(tag.toLowerCase())
    const mark =
      (tag !== undefined && INLINE.test(tag.toLowerCase())) ||
      (entity !== undefined && decodeEntity(entity) !== null)
    blocks ||= block
    marks ||= mark
    return block || mark ? "" : token
  })
  return { blocks, marks, rest }
}

/** Text of an HTML body, with a line end where a browser would break. Unknown tags stay as text. */
export function htmlToText(html: string): string {
  const page = createLines()
  let hidden = false
  let end = 0
  for (const match of html.matchAll(TOKEN)) {
    const [token, closing, rawTag, entity] = match
    const tag = rawTag?.toLowerCase()
    if (!hidden) page.fold(html.slice(end, match.index))
    end = match.index + token.length
    if (tag === "script" || tag === "style") hidden = closing !== "/"
    if (hidden) continue
    if (entity !== undefined) page.keep(decodeEntity(entity) ?? token)
    else if (tag === "br") page.breakLine()
    else if (tag !== undefined && BLOCK.test(tag)) page.endBlock()
    else if (tag !== undefined && !INLINE.test(tag)) page.fold(token)
  }
  if (!hidden) page.fold(html.slice(end))
  return page.text()
}

/** One line of HTML that shows `line` unchanged, its spaces too. */
export function lineToHtml(line: string): string {
  return (
    line
      .replaceAll("&", "&amp;")
      .replaceAll("<", "&lt;")
      .replaceAll(">", "&gt;")
      .replaceAll('"', "&quot;")
      // HTML folds white space: a space that would be lost becomes `&nbsp;`, a real U+00A0 stays itself.
      .replaceAll("\u00a0", "&#160;")
      .replace(/[\t\f\v]/g, (char) => `&#${char.charCodeAt(0)};`)
      .replace(/^ | $| (?= )/g, "&nbsp;")
  )
}

function createLines() {
  const lines: string[] = []
  let line = ""
  /** Whether the line ends in a folded space, which shows only when something follows. */
  let loose = false
  const push = () => {
    lines.push(loose ? line.slice(0, -1) : line)
    line = ""
    loose = false
  }
  return {
    fold(raw: string) {
      for (const part of raw.split(/([ \t\r\n\f]+)/)) {
        if (part === "") continue
        const space = /^[ \t\r\n\f]/.test(part)
        if (space && (loose || line === "")) continue
        line += space ? " " : part
        loose = space
      }
    },
    keep(text: string) {
      line += text
      loose = false
    },
    breakLine: push,
    /** A block that ends an empty line ends nothing: `</p><p>` is one break. */
    endBlock() {
      if (line !== "") push()
    },
    text() {
      if (line !== "") push()
      return lines.join("\n")
    },
  }
}

function decodeEntity(entity: string): string | null {
  if (!entity.startsWith("#")) return ENTITIES.get(entity.toLowerCase()) ?? null
  const hex = /^#x/i.test(entity)
  const code = Number.parseInt(entity.slice(hex ? 2 : 1), hex ? 16 : 10)
  if (code === 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return null
  return String.fromCodePoint(code)
}
