import "server-only"

/** So much more by the clock on the wall than by the steady one is no setting right: the machine slept. */
const SLEPT_MS = 1_000

/**
 * A clock to tell ages by, in ms. The clock on the wall may be set back, which keeps what is old young; the
 * steady one stands still while a machine sleeps, which does as well: this one does neither.
 */
export function agingClock(): () => number {
  let slept = 0
  let apart = Date.now() - performance.now()
  return () => {
    const steady = performance.now()
    const now = Date.now() - steady
    if (now - apart > SLEPT_MS) slept += now - apart
    apart = now
    return steady + slept
  }
}
