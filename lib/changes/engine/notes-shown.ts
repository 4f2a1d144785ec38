import type { Note } from "#lib/ghl/types.ts"

/**
 * No list of fewer notes than these is taken for cut off: GHL tells of no cap, and the lists it does cap
 * have ten entries and more a page.
 */
const SMALLEST_CAP = 10

/** Notes of the new end that are remembered: one that is deleted meanwhile must not hide the others. */
const REMEMBERED = 3

type Listed = Pick<Note, "id" | "dateAdded">

/** Which end of a list is the new one; null: its dates do not tell. */
function newEnd(notes: readonly Listed[]): "first" | "last" | null {
  let falling = 0
  let rising = 0
  for (const [n, { dateAdded }] of notes.entries()) {
    const before = notes[n - 1]?.dateAdded
    if (!before || !dateAdded || before === dateAdded) continue
    if (before > dateAdded) falling += 1
    else rising += 1
  }
  if (falling === rising) return null
  return falling > rising ? "first" : "last"
}

/** What to remember of a list before a note is sent, for `mayHide`: the ids at both its ends. */
export const endsOf = (notes: readonly Listed[]): string =>
  [...notes.slice(0, REMEMBERED), ...notes.slice(-REMEMBERED)].map(({ id }) => id).join(" ")

/**
 * Whether a note that was sent may stand in GHL without being in this list, because the list is capped.
 * Clocks have no part in it: `before` are the ends of the list as it was read right before the send. A list
 * of the newest shows what was sent as long as it reaches back to a note from before; one of the oldest,
 * as long as it goes on after them.
 */
export function mayHide(notes: readonly Listed[], before: string): boolean {
  if (notes.length < SMALLEST_CAP) return false
  const known = new Set(before.split(" "))
  switch (newEnd(notes)) {
    case "first":
      return !notes.some(({ id }) => known.has(id))
    case "last":
      return notes.findLastIndex(({ id }) => known.has(id)) === notes.length - 1
    case null:
      return true
  }
}
