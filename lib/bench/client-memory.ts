import { setTimeout } from "node:timers/promises"
import { median } from "./client-pairs.ts"

const LOOKS = 4
const BETWEEN_MS = 50

/** Memory in bytes, after garbage was collected, when so many calls had been made. */
export type Sample = {
  calls: number
  /** The heap, and what lies outside it: the bodies of answers are buffers. */
  held: number
  /** What the system counts to the process; garbage is in it. */
  resident: number
}

/**
 * Growth in bytes a call: the median of the slopes between all pairs of samples (Theil and Sen), so
 * that one sample taken at a bad moment decides nothing.
 */
export function slopeOf(samples: Sample[]): number {
  const slopes = samples.flatMap((a, n) =>
    samples.slice(n + 1).map((b) => (b.held - a.held) / (b.calls - a.calls)),
  )
  return median(slopes)
}

/**
 * Makes `total` calls, `atOnce` of them at a time, and looks at the memory every `every` calls.
 * `call` gets the number of its call. Needs `--expose-gc`.
 */
export async function watchMemory(
  call: (n: number) => Promise<unknown>,
  { total, every, atOnce }: { total: number; every: number; atOnce: number },
): Promise<Sample[]> {
  const collect = globalThis.gc
  if (collect === undefined) throw new Error("Memory can only be judged with --expose-gc")
  const samples: Sample[] = []
  for (let done = 0; done < total; done += every) {
    let next = done
    const end = Math.min(total, done + every)
    const lane = async () => {
      while (next < end) {
        const n = next
        next += 1
        await call(n)
      }
    }
    await Promise.all(Array.from({ length: atOnce }, lane))
    samples.push({ calls: end, ...(await heldNow(collect)) })
  }
  return samples
}

/**
 * The least of some looks, a moment apart: what a finaliser lets go in one collection is collected in the
 * next, and what a connection or a body of megabytes still holds is gone a moment later. What stays is kept.
 */
async function heldNow(collect: () => void): Promise<Omit<Sample, "calls">> {
  const looks: Omit<Sample, "calls">[] = []
  for (let look = 0; look < LOOKS; look++) {
    collect()
    await setTimeout(BETWEEN_MS)
    collect()
    const { heapUsed, external, rss } = process.memoryUsage()
    looks.push({ held: heapUsed + external, resident: rss })
  }
  return {
    held: Math.min(...looks.map(({ held }) => held)),
    resident: Math.min(...looks.map(({ resident }) => resident)),
  }
}
