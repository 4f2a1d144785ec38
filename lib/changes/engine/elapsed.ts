/**
 * A moment by both clocks of this process. The wall clock may be set forward or back; the steady one
 * may stand still while the machine sleeps.
 */
export type Moment = { wall: number; steady: number }

export const moment = (): Moment => ({ wall: Date.now(), steady: performance.now() })

/** Milliseconds since then at most: whichever clock says more. For what must not be too old. */
export const atMostSince = ({ wall, steady }: Moment): number =>
  Math.max(Date.now() - wall, performance.now() - steady)
