import type { DraftBiomarker } from "#lib/db/schema/reviews.ts"

/** What a draft's text is held against. */
export type EvidenceSources = {
  /** Markers with value, unit, range and earlier values, as the pipeline read them. */
  biomarkers: DraftBiomarker[]
  /** The text the pipeline read; empty when it sent none. */
  sourceText: string
  /** Text of each page of the lab document, in order; empty when it has no text or could not be read. */
  documentPages: string[]
  /** The client as GHL has them; null where GHL tells nothing. */
  client: { name: string | null /** `YYYY-MM-DD` */; birthDate: string | null }
  /** How the clinic writes dates in numbers; month first unless given. */
  dateOrder?: DateOrder
}

/** `04/05/2026` is the fifth of April, month first, or the fourth of May, day first. */
export type DateOrder = "month-first" | "day-first"

type ClaimKind =
  /** A number with its unit, said of a marker or of nothing the checker knows. */
  | "value"
  | "percentage"
  /** A reference range. */
  | "range"
  | "date"
  /** A biomarker named by the draft. */
  | "marker"
  /** high, low, in range, rose, fell, unchanged. */
  | "direction"
  /** A person's name. */
  | "name"
  /** Any other number: a count, an age, a dose. */
  | "number"

/** Where a claim is borne out, or contradicted. Offsets are UTF-16, end exclusive. */
export type EvidencePlace =
  /** `index` counts the sources' biomarkers. */
  | { source: "biomarker"; index: number }
  /** In `sourceText`. */
  | { source: "text"; start: number; end: number }
  /** `page` counts from 1; offsets are in that page's text. */
  | { source: "document"; page: number; start: number; end: number }

/** Where a piece of a text is in the sources. */
export type Placing = (start: number, end: number) => EvidencePlace

/** What the sources say of one claim of the draft. */
export type EvidenceFinding = {
  kind: ClaimKind
  /** The claim in the draft's text: UTF-16 offsets, end exclusive. */
  start: number
  end: number
  /**
   * supported: a source says it. contradicted: a source says something else of the same. not-found: none
   * speaks of it, though they should. not-compared: a dose, a plan or the like that none has: no flag.
   */
  verdict: "supported" | "contradicted" | "not-found" | "not-compared"
  /** Best first; empty when nothing was found. */
  places: EvidencePlace[]
  /** One sentence in a coordinator's words, such as `The report has 5.6 % for Hemoglobin A1c.` */
  message: string
}
