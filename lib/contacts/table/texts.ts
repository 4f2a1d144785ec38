import "server-only"

/** A text as it is compared: without case, accents and other marks, and with single spaces. */
export function fold(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase()
    .replace(/\s+/g, " ")
    .trim()
}

/** Orders texts as people do: without case, numbers in them by their size. */
export const byText = new Intl.Collator("en", { sensitivity: "base", numeric: true }).compare
