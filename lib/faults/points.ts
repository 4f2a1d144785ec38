import type { AwaitPoint } from "#lib/changes/await-points.ts"
import type { Path } from "./paths.ts"
import type { Target } from "./points-folder.ts"
import type { Random } from "./random.ts"

/** An await point of a path. */
export type Point = AwaitPoint & Target & { path: Path }

/** How many of the points a short run stands at. */
export type Sample = { outside: number; inside: number }

/** How many changes can stand at once. */
export type Room = {
  outside: number
  /** Inside a transaction of their own. */
  inside: number
  /** Whether those can stand beside the others. */
  together: boolean
}

export const nameOf = ({ path, run, point, name }: Point): string =>
  `${path.name} ${run}.${point} ${name}`

/** Some of the points outside transactions and some of those inside, in another order. */
export function sampled(points: Point[], sample: Sample, random: Random): Point[] {
  return [[false, sample.outside] as const, [true, sample.inside] as const].flatMap(
    ([inside, many]) =>
      random
        .shuffled(points.filter(({ inTransaction }) => inTransaction === inside))
        .slice(0, many),
  )
}

/** Points that can be stood at together, each once. */
export function batchesOf(points: Point[], { outside, inside, together }: Room): Point[][] {
  const free = points.filter((point) => !point.inTransaction)
  const bound = points.filter((point) => point.inTransaction)
  const batches: Point[][] = []
  while (free.length + bound.length > 0) {
    const batch = free.splice(0, outside)
    if (together || batch.length === 0) batch.push(...bound.splice(0, inside))
    batches.push(batch)
  }
  return batches
}
