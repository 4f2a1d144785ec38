import type { Voice } from "./scene.ts"

/** A way in which language models write. Templates are read by template/fill.ts. */
export type Style = {
  name: string
  voice: Partial<Voice>
  /** Before everything; each group gives one sentence at most, in order. */
  opening: string[][]
  out: string[]
  within: string[]
  trend: string[]
  negated: string[]
  /** Two markers in one sentence. */
  pair: string[]
  /** Lists of markers. */
  lists: string[]
  advice: string[]
  closing: string[]
  /** `lines`: one a line, behind a prefix. `paragraphs`: sentences in a row. `grouped`: by system. */
  layout: "lines" | "paragraphs" | "grouped" | "table"
  /** Before a line; `#` counts. */
  prefix?: string
  /** Heading of a group, with `*` in place of its name. */
  heading?: string
  /** First lines of a table, and the template of a row. */
  table?: { head: string; row: string[] }
}
