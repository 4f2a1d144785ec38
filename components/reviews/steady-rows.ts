/** A row as it is laid out: `left` when it is in the queue no more, and still stands where it was. */
export type SteadyRow<Row> = Row & { left: boolean }

/**
 * Brings what was read into what is laid out without moving anything: known rows stay in their places
 * with what is new in them, those that left the queue stay too, and new ones are kept apart.
 */
export function keepPlaces<Row extends { id: string }>(
  laidOut: readonly Row[],
  read: readonly Row[],
): { rows: SteadyRow<Row>[]; unseen: Row[] } {
  const fresh = new Map(read.map((row) => [row.id, row]))
  const known = new Set(laidOut.map(({ id }) => id))
  return {
    rows: laidOut.map((row) => {
      const now = fresh.get(row.id)
      return now ? { ...now, left: false } : { ...row, left: true }
    }),
    unseen: read.filter(({ id }) => !known.has(id)),
  }
}
