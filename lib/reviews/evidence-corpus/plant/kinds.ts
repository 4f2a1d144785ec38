/** The errors that are planted. */
export const KINDS = [
  "changed digit",
  "moved decimal point",
  "swapped markers",
  "wrong unit",
  "wrong date",
  "invented value",
  "other client's value",
  "wrong direction",
  "dropped not",
  "other client's name",
] as const

export type Kind = (typeof KINDS)[number]

/** Kinds that need no understanding of the sentence: the gate asks for nearly all of these. */
export const NUMERIC: readonly Kind[] = [
  "changed digit",
  "moved decimal point",
  "swapped markers",
  "wrong unit",
  "wrong date",
  "invented value",
  "other client's value",
]
