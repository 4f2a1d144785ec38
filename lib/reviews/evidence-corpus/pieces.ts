/** Dates of a report and its client. */
export type DateKey = "collected" | "received" | "reported" | "birth"

/**
 * What a piece of text says. `earlier` counts the earlier values of a marker, newest first; null is
 * the present one.
 */
export type Mark =
  | { role: "marker"; marker: string }
  | { role: "value"; marker: string; earlier: number | null; number: number; converted?: true }
  | { role: "unit"; marker: string; unit: string }
  | { role: "bound"; marker: string; end: "low" | "high"; number: number }
  /** `strict`: the words around say which date it is, so that another true date is wrong here. */
  | { role: "date"; date: DateKey; day: string; form: string; strict: boolean }
  | { role: "day"; marker: string; earlier: number; day: string; form: string }
  /** `wrong`: what would be false in its place. */
  | { role: "direction"; of: "range" | "change"; marker: string | null; wrong: string[] }
  /** A negation; `without` is what stands when it is dropped. */
  | { role: "not"; without: string }
  /** The words a negation turns round. */
  | { role: "negated" }
  | { role: "client"; form: string }
  /** A number of a vital; `part` counts those of one value, such as of a blood pressure. */
  | { role: "vital"; vital: string; part: number; number: number; converted?: true }
  /** A vital's name or its unit. */
  | { role: "vital words"; vital: string }
  /** The number of a dose in the unit behind it; `taken`: it is said that the client takes it. */
  | { role: "dose"; dose: string; number: number; taken?: true }
  /** A remedy's name or its unit. */
  | { role: "dose words"; dose: string }
  /** A figure worked out from the sources. */
  | { role: "count" | "percent" | "difference" | "age"; marker: string | null; number: number }
  /** Where one sentence ends and the next begins. */
  | { role: "break" }
  /** A dose, an interval, a step: not from the report, and nothing to hold against it. */
  | { role: "advice" }

/** Text, or text that says something. Pieces with the same statement speak of the same thing. */
export type Piece = string | { text: string; mark: Mark; statement: number }

/** A marked piece in the joined text: UTF-16 offsets, end exclusive. */
export type Span = {
  start: number
  end: number
  text: string
  mark: Mark
  statement: number
  /** Where the piece stands among the pieces. */
  piece: number
}

/** The pieces as one text, and where its marked ones lie. */
export function joined(pieces: readonly Piece[]): { text: string; spans: Span[] } {
  let text = ""
  const spans: Span[] = []
  for (const [piece, one] of pieces.entries()) {
    if (typeof one === "string") {
      text += one
      continue
    }
    spans.push({ start: text.length, end: text.length + one.text.length, ...one, piece })
    text += one.text
  }
  return { text, spans }
}
