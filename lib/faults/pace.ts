import { pause, RECENT_MS } from "./scale.ts"

/** A share of the cases is kept for what comes after the last incident. */
const SHARE = 0.95

/** How cases and incidents keep step, so that neither is over before the other. */
export type Pace = {
  /** Waits until the next case may begin, and counts it. */
  begin(): Promise<void>
  /** Waits for the time of the next incident of so many: its share of the cases, and somebody under way. */
  due(incidents: number): Promise<void>
  /** No more incidents come: cases begin as they like. */
  over(): void
}

/**
 * On a machine that starts processes slowly, or answers requests fast, all cases would be over while the
 * incidents still come, and nobody would feel the last ones. So no case begins before the incidents have come
 * as far, unless nobody is under way whom the one that is due could befall.
 */
export function makePace(cases: readonly { approvedAt: number }[]): Pace {
  let begun = 0
  let turn = 0
  /** Cases that may have begun before the incident after the one that is due. */
  let allowed = 0
  let letInAt = 0
  const isUnderWay = () => cases.some(({ approvedAt }) => approvedAt > Date.now() - RECENT_MS)
  // One at a time: who was just let in is not approved yet, and those left have to do for what is to come.
  const isNeeded = () => !isUnderWay() && Date.now() - letInAt > RECENT_MS
  return {
    async begin() {
      while (begun >= allowed && !isNeeded()) await pause(50)
      begun += 1
      letInAt = Date.now()
    },
    async due(incidents) {
      turn += 1
      const caseAt = (one: number) => (one / (incidents + 1)) * SHARE * cases.length
      allowed = Math.ceil(caseAt(turn + 1))
      while (begun < caseAt(turn)) await pause(50)
      while (!isUnderWay() && begun < cases.length) await pause(50)
    },
    over() {
      allowed = Number.POSITIVE_INFINITY
    },
  }
}
