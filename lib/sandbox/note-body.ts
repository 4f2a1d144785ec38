const ALLOWED =
  /^<\/?(p|br|div|span|b|strong|i|em|u|s|ul|ol|li|a|h[1-6]|blockquote)(\s[^<>]*)?\/?>$/i

/**
 * What an account of the HTML kind keeps of a body. Tags it does not know are eaten together with
 * what looks like one (`<5.6 %` up to the next `>` or the line's end), and line breaks are spaces.
 * Modelled on what sloppy sanitisers do; GHL's own is not documented.
 */
export function sanitised(body: string): string {
  const kept = body
    .replace(/<[^>\n]*>?/g, (tag) => (ALLOWED.test(tag) ? tag : ""))
    .replace(/\r?\n/g, " ")
    .replace(/&(?![a-z]+;|#\d+;|#x[0-9a-f]+;)/gi, "&amp;")
  return /^\s*<(p|div|ul|ol|h[1-6]|blockquote)\b/i.test(kept) ? kept : `<p>${kept}</p>`
}
