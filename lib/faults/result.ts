import type { Verdict } from "./check.ts"
import type { Guard } from "./desk.ts"
import { NOT_RUN, OTHER_VIOLATIONS, TOO_FEW_DONE, UNSEEN, VIOLATIONS } from "./exit-codes.ts"

/** Least share of write-backs that must end done. Sound runs have about nine of ten. */
export const LEAST_DONE = 0.5

/** What only that guard prevents, in the checker's words. */
const GUARDS_OWN: Record<Guard, RegExp> = {
  "fresh-read": /^a text was overwritten that stood there before the fresh read$/,
  settling: /^\d+ notes (stand )?instead of one$|took effect more than once$/,
  lease:
    /^\d+ notes (stand )?instead of one$|took effect more than once$|^the audit says (twice|\d+ times) /,
}

export type Summary = {
  cases: number
  done: number
  /** Stopped, unsure, in conflict, cancelled or on its way: whatever was decided and is not done. */
  resting: number
  notDecided: number
  flawed: number
  /** Of those, with a guard switched off, the ones that this guard prevents. */
  guardsOwn: number
  /** What was planned and did not happen: kills at await points, take-overs, kinds of trouble. */
  missed: number
}

/** The verdicts of a run on one store, counted. */
export function summaryOf(verdicts: Verdict[], switchOff: Guard | null, missed: number): Summary {
  const many = (is: (verdict: Verdict) => boolean) => verdicts.filter(is).length
  const done = many(({ outcome }) => outcome === "done")
  const notDecided = many(({ outcome }) => outcome === "not decided")
  const own = switchOff && GUARDS_OWN[switchOff]
  return {
    cases: verdicts.length,
    done,
    resting: verdicts.length - done - notDecided,
    notDecided,
    flawed: many(({ flaws }) => flaws.length > 0),
    guardsOwn: own ? many(({ flaws }) => flaws.some((flaw) => own.test(flaw))) : 0,
    missed,
  }
}

/** How the program ends. A store that was asked for and is not here has null. */
export function exitCodeOf(
  stores: (Summary | null)[],
  run: {
    switchOff: Guard | null
    /** Whether it is no matter how many are done. */
    mayRest: boolean
  },
): number {
  const ran = stores.filter((one) => one !== null)
  if (ran.some(({ flawed }) => flawed > 0)) {
    const isOwn = ran.some(({ guardsOwn }) => guardsOwn > 0)
    return run.switchOff && !isOwn ? OTHER_VIOLATIONS : VIOLATIONS
  }
  if (ran.length < stores.length) return NOT_RUN
  if (!run.mayRest && ran.some(({ done, cases }) => done < LEAST_DONE * cases)) return TOO_FEW_DONE
  return ran.some(({ missed }) => missed > 0) ? UNSEEN : 0
}
