"use client"

import { useMemo } from "react"
import { useClock } from "#components/ui/clock.tsx"
import { formatAgo } from "#components/ui/date-format.ts"
import { type Authorship, reauthor } from "#lib/reviews/authorship.ts"
import type { ReviewView } from "#lib/reviews/types.ts"
import type { Texts } from "./use-saved-texts.ts"

/** Who wrote which characters of the texts as they stand on the screen. */
export function useAuthors(
  base: Texts & { authorship: Authorship },
  texts: Texts,
  me: string,
): Authorship {
  return useMemo(
    () => ({
      summary: reauthor(base.summary, base.authorship.summary, texts.summary, me),
      analysis: reauthor(base.analysis, base.authorship.analysis, texts.analysis, me),
    }),
    [base, texts, me],
  )
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
