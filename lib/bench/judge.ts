import type { Spending } from "#lib/sandbox/types.ts"
import type { Asked } from "./coordinators.ts"

/** A permit takes its way too: what was decided before a person asked may leave this much later, ms. */
const DECIDED_BEFORE_MS = 25

/** Most calls of background that left between a person's asking and the leaving of its call. */
export function mostBackgroundBefore(asked: Asked): number {
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
    const first = background.findLastIndex((one) => one <= at + DECIDED_BEFORE_MS)
    most = Math.max(most, background.length - 1 - first)
  }
  return most
}

/** Refused calls that met no call of the others in their interval. */
export const ownRefusals = ({ refusals }: Spending): number =>
  refusals.filter(({ othersAt }) => othersAt.length === 0).length
