import { each } from "./at-once.ts"
import { FAULT_NAMES, planFault } from "./cases.ts"
import type { Desk } from "./desk.ts"
import { drive, newStory, type Story } from "./drive.ts"
import { isStruck, struckIn } from "./kinds.ts"
import { pause } from "./scale.ts"

const TRIES = 3
/** From the last approval to the fault's request: a hold, a pause, and a busy machine, ms. */
const STRIKES_WITHIN_MS = 15_000

/**
 * Drives a case more for each kind of fault that none of a run's cases met, be it that the run is short or
 * that a conflict came first: nobody else edits these. Adds them to `stories`.
 */
export async function makeUp(
  desk: Desk,
  stories: Story[],
  run: { seed: number; reviewers: number; contactFor: (index: number) => string },
): Promise<void> {
  const struck = new Set<string>()
  let last = 0
  const absent = async () => {
    const later = await desk.control.journal(last)
    last = later.at(-1)?.n ?? last
    for (const id of struckIn(later)) struck.add(id)
    return FAULT_NAMES.filter(
      (name) => !stories.some((one) => one.plan.fault.name === name && isStruck(one, struck)),
    )
  }
  for (let tries = 0; tries < TRIES; tries++) {
    const names = await absent()
    if (names.length === 0) return
    await each(names, run.reviewers, async (name) => {
      const index = stories.length
      const story = newStory(planFault(run.seed, index, run.contactFor(index), name))
      stories.push(story)
      await drive(desk, story, (act) => act())
    })
    const deadline = performance.now() + STRIKES_WITHIN_MS
    while (performance.now() < deadline && (await absent()).length > 0) await pause(500)
  }
}
