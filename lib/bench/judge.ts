import type { Spending } from "#lib/sandbox/types.ts"
import type { Asked } from "./coordinators.ts"

/**
 * Most calls of background that left between a person's asking and the leaving of its call. What left
 * within `knownMs` of the asking was decided before anybody could know of it.
 */
export function mostBackgroundBefore(asked: Asked, knownMs: number): number {
  const left = Object.entries(asked)
    .flatMap(([id, { at, leftAt }]) => (leftAt === null ? [] : [{ id, at, leftAt }]))
    .sort((a, b) => a.leftAt - b.leftAt)
  const background: number[] = []
  let most = 0
  for (const { id, at, leftAt } of left) {
    if (id.startsWith("b")) {
      background.push(leftAt)
      continue
    }
    const first = background.findLastIndex((one) => one <= at + knownMs)
    most = Math.max(most, background.length - 1 - first)
  }
  return most
}

/** Refused calls that met no call of the others in their interval. */
export const ownRefusals = ({ refusals }: Spending): number =>
  refusals.filter(({ othersAt }) => othersAt.length === 0).length
