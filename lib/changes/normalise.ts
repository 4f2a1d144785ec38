/** A text with `\n` at the end of each line, as text fields of browsers hold it. */
export const withLineFeeds = (text: string): string => text.replace(/\r\n?/g, "\n")

/**
 * A text as it is compared: Unicode NFC, `\n` line ends, no-break spaces as spaces, no space at the
 * end of a line, no empty lines at the end. GHL and its editors change these without anybody meaning
 * to; everything else is a difference that counts.
 */
export function normaliseText(text: string): string {
  return (
    withLineFeeds(text.normalize("NFC"))
      .replace(/\u00a0/g, " ")
      // A run is looked at from its first sign alone: from each of them, a long one would take the square of its length.
      .replace(/(?<![ \t])[ \t]+$/gm, "")
      .replace(/(?<!\n)\n+$/, "")
  )
}

/** Whether two texts say the same. */
export const sameText = (one: string, other: string): boolean =>
  normaliseText(one) === normaliseText(other)

/** A tag as GHL stores it: trimmed and lower-cased. */
export const normaliseTag = (tag: string): string => tag.trim().toLowerCase()
