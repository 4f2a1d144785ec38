import type { Case } from "../case.ts"
import { joined, type Piece } from "../pieces.ts"
import type { Draw } from "../random.ts"
import type { Kind } from "./kinds.ts"

/** A draft with one error. Offsets are UTF-16 in `text`, end exclusive. */
export type Planted = {
  kind: Kind
  /** What sort of claim was hit, such as `range`. */
  variety: string
  from: Case
  text: string
  /** What was written over, and what stood there in the true draft. */
  edits: { start: number; end: number; was: string }[]
  /** What is false now. */
  wrong: { start: number; end: number }[]
}

/** New texts for pieces, by their place; `wrong` lists the places whose words are false now. */
export type Edit = {
  variety: string
  replace: Map<number, string>
  wrong: number[]
  /** A sentence put in before the piece of this place. */
  insert?: { before: number; pieces: Piece[] }
}

/** Looks for one error of its kind; null when the draft gives no place for it. */
export type Planter = (from: Case, draw: Draw, others: readonly Case[]) => Edit | null

const text = (piece: Piece | undefined) => (typeof piece === "string" ? piece : (piece?.text ?? ""))

/** Writes the edit into the draft. */
export function applied(kind: Kind, from: Case, edit: Edit): Planted {
  const { replace, insert } = edit
  const pieces = from.pieces.map((piece, at): Piece => {
    const changed = replace.get(at)
    if (changed === undefined) return piece
    return typeof piece === "string" ? changed : { ...piece, text: changed }
  })
  const lengthBefore = (end: number) => joined(pieces.slice(0, end)).text.length
  if (insert) {
    const start = lengthBefore(insert.before)
    const inserted = joined(insert.pieces)
    return {
      kind,
      variety: edit.variety,
      from,
      text: joined([
        ...pieces.slice(0, insert.before),
        ...insert.pieces,
        ...pieces.slice(insert.before),
      ]).text,
      edits: [{ start, end: start + inserted.text.length, was: "" }],
      wrong: inserted.spans
        .filter(({ mark }) => ["marker", "value", "vital"].includes(mark.role))
        .map((span) => ({ start: start + span.start, end: start + span.end })),
    }
  }
  const placeOf = (at: number) => {
    const start = lengthBefore(at)
    return { start, end: start + text(pieces[at]).length }
  }
  return {
    kind,
    variety: edit.variety,
    from,
    text: joined(pieces).text,
    edits: [...replace.keys()].map((at) => ({ ...placeOf(at), was: text(from.pieces[at]) })),
    wrong: edit.wrong.map(placeOf).filter(({ start, end }) => end > start),
  }
}
