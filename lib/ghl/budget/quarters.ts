/** Calls within a quarter of an hour that began at `at` (epoch ms, by the wall clock: it is read by people). */
export type Quarter = { at: number; own: number; others: number; refused: number }

const QUARTER_MS = 15 * 60_000
const QUARTERS_A_DAY = 96

/** Counts calls into the quarter of `wall` (epoch ms), in place; what is older than a day goes. */
export function countInto(
  quarters: Quarter[],
  wall: number,
  counts: Partial<Omit<Quarter, "at">>,
): void {
  const at = Math.floor(wall / QUARTER_MS) * QUARTER_MS
  let quarter = quarters.find((one) => one.at === at)
  if (quarter === undefined) {
    quarter = { at, own: 0, others: 0, refused: 0 }
    quarters.push(quarter)
    const kept = quarters.filter((one) => one.at > at - QUARTERS_A_DAY * QUARTER_MS)
    quarters.splice(0, quarters.length, ...kept)
  }
  // A call that was refused after all may fall into the next quarter.
  quarter.own = Math.max(0, quarter.own + (counts.own ?? 0))
  quarter.others += counts.others ?? 0
  quarter.refused += counts.refused ?? 0
}

/** The 96 quarters up to `wall` (epoch ms), oldest first, those without calls too. */
export function lastDay(quarters: readonly Quarter[], wall: number): Quarter[] {
  const last = Math.floor(wall / QUARTER_MS) * QUARTER_MS
  return Array.from({ length: QUARTERS_A_DAY }, (_, n) => {
    const at = last - (QUARTERS_A_DAY - 1 - n) * QUARTER_MS
    return quarters.find((one) => one.at === at) ?? { at, own: 0, others: 0, refused: 0 }
  })
}
