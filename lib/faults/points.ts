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

/** Those points of a change's life that are its path's own. Throws where it did not go that path. */
export function ownPoints(path: Path, life: Point[]): Point[] {
  const { from, to, fromRun = 1 } = path
  const begin = from === null ? 0 : life.findIndex(({ name }) => name === from) + 1
  if (from !== null && begin === 0) throw new Error(`${path.name} has no ${from}`)
  const rest = life.slice(begin)
  const end = to === null ? rest.length : rest.findIndex(({ name }) => name === to)
  if (end < 0) throw new Error(`${path.name} has no ${to}`)
  const own = rest.slice(0, end).filter(({ run }) => run >= fromRun)
  if (own.length === 0) throw new Error(`${path.name} has no points of its own`)
  return own
}

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
