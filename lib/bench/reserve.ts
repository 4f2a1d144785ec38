import type { Outcome, Setting } from "./processes.ts"
import { threeProcesses } from "./three-processes.ts"

/** A day that is used up in the middle of a run, by calls that overtake each other on their way. */
export function shortDay(seed: number): Setting & { reserve: number } {
  const base = threeProcesses("sliding", 100, "nobody", { seed, call: { least: 50, most: 2_500 } })
  const demand = { person: 30, background: 2, backgroundWrite: 1 }
  return { ...base, limit: { ...base.limit, daily: 300 }, demand, intervals: 6, reserve: 15 }
}

/** What became of the day's reserve. */
export type Reserve = {
  /** Least that was left of the day behind a read, and behind a write. */
  behindReads: number
  behindWrites: number
  /** Reads that were refused since what is left is kept for writes. */
  refusedReads: number
  /**
   * Writes that were let through when no more than the reserve was left, or overtook a read that was sent
   * before that and counted after it.
   */
  writes: number
}

export function reserveOf({ days, keptForWrites }: Outcome, reserve: number): Reserve {
  // A write that was sent after a read may be counted before it; what it takes is its own.
  const reads = days
    .filter(({ write }) => !write)
    .map(({ left, sentAt, at }) => {
      const overtaking = days.filter((one) => one.write && one.sentAt >= sentAt && one.at <= at)
      return left + overtaking.length
    })
  const writes = days.filter(({ write }) => write).map(({ left }) => left)
  const overtaken = days.filter(({ write, left }) => !write && left < reserve).length
  return {
    behindReads: Math.min(...reads),
    behindWrites: Math.min(...writes),
    refusedReads: keptForWrites,
    // Only one that was overtaken can be there: any other shows in `behindReads`.
    writes: writes.filter((left) => left < reserve).length + overtaken,
  }
}
