import { each } from "./at-once.ts"
import type { Desk } from "./desk.ts"
import { drive, newStory, type Story } from "./drive.ts"
import { isStruck, struckIn } from "./kinds.ts"
import { pause } from "./scale.ts"
import { isOf, planFault, type Wanted } from "./wanted.ts"

const TRIES = 3
/** From the last approval to the fault's request: a hold, a pause, and a busy machine, ms. */
const STRIKES_WITHIN_MS = 15_000

/**
 * Drives a case more for each wanted fault that none of a run's cases met, be it that the run is short or
 * that a conflict came first: nobody else edits these. Adds them to `stories`.
 */
export async function makeUp(
  desk: Desk,
  stories: Story[],
  run: {
    wanted: readonly Wanted[]
    seed: number
    reviewers: number
    contactFor: (index: number) => string
  },
): Promise<void> {
  const struck = new Set<string>()
  let last = 0
  const absent = async () => {
    const later = await desk.control.journal(last)
    last = later.at(-1)?.n ?? last
    for (const id of struckIn(later)) struck.add(id)
    return run.wanted.filter(
      (fault) => !stories.some((one) => isOf(one.plan.fault, fault) && isStruck(one, struck)),
    )
  }
  for (let tries = 0; tries < TRIES; tries++) {
    const missing = await absent()
    if (missing.length === 0) return
    await each(missing, run.reviewers, async (fault) => {
      const index = stories.length
      const story = newStory(planFault(run.seed, index, run.contactFor(index), fault))
      stories.push(story)
      await drive(desk, story, (act) => act())
    })
    const deadline = performance.now() + STRIKES_WITHIN_MS
    while (performance.now() < deadline && (await absent()).length > 0) await pause(500)
  }
}
