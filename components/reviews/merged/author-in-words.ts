import type { MergedTextView } from "#lib/reviews/merged-types.ts"

/** An author of a part of a merged text, in words that end a sentence. */
export function authorInWords(
  author: string,
  { model, authors }: Pick<MergedTextView, "model" | "authors">,
  me: string,
): string {
  if (author === "ai") return `written by ${model ?? "the AI"}`
  if (author === "before") return "stood in GoHighLevel"
  return author === me ? "by you" : `by ${authors[author] ?? "somebody"}`
}
