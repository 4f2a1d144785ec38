import type { Authors } from "./authorship.ts"

/** `author` is `ai`, `before` or a person's id; `share` is of the text's characters, 0 to 1. */
export type AuthorShare = { author: string; share: number }

/** Who wrote which characters of a text that was put together over a conflict. */
export type MergedTextView = {
  /** Who put it together, and when, as an ISO instant. */
  by: string
  at: string
  /** The model behind `ai`. */
  model: string | null
  /** Names of the people among the authors, by id. */
  authors: Record<string, string>
  /** The largest first. */
  shares: AuthorShare[]
  /** Claims in it that the sources contradict; null where it was not checked. */
  contradicted: number | null
  /** Why it was written all the same; null where no reason was needed, and once it was removed. */
  reason: string | null
  /** The text with its spans; null once it was removed. */
  kept: { text: string; authorship: Authors } | null
}
