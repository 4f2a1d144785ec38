"use client"

import { useMemo } from "react"
import { useClock } from "#components/ui/clock.tsx"
import { formatAgo } from "#components/ui/date-format.ts"
import { type Authorship, reauthor, writtenBy } from "#lib/reviews/authorship.ts"
import type { ReviewView } from "#lib/reviews/types.ts"
import type { Texts } from "./use-saved-texts.ts"

/**
 * Who wrote which characters of the texts as they stand on the screen. Of earlier texts the page knows
 * what came in; the others are told by the next save.
 */
export function useAuthors(
  base: Texts & { authorship: Authorship },
  texts: Texts,
  review: ReviewView,
): Authorship {
  return useMemo(() => {
    const first = review.origin === "watch" ? "before" : "ai"
    const of = (name: keyof Texts) =>
      reauthor(base[name], base.authorship[name], texts[name], review.me.id, [
        { text: review[name], spans: writtenBy(first, review[name]) },
      ])
    return { summary: of("summary"), analysis: of("analysis") }
  }, [base, texts, review])
}

/** An author of a span, in words. */
export function useAuthorWords(review: ReviewView): (author: string) => string {
  const { now } = useClock()
  return (author) => {
    if (author === "ai") return `written by ${review.model ?? "the AI"}`
    if (author === "before") return "stood in GoHighLevel before anybody reviewed it"
    if (author === review.me.id) return "by you"
    const name = review.authors[author] ?? "somebody"
    const ago = review.edited && review.edited.by === name ? formatAgo(review.edited.at, now) : null
    return ago ? `by ${name}, ${ago}` : `by ${name}`
  }
}
