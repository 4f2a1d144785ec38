import type { RateLimit } from "../types.ts"

/**
 * Another program that spends the same budget. Its calls happen at their own instants, whether or not
 * anybody asks in between: they are made up for when the next request comes.
 */
export class OtherSpender {
  #key = ""
  #nextSteady = 0
  #nextBurst = 0

  /** The instants (epoch ms, in order) of the calls due since the last question. */
  due(limit: RateLimit, now: number): number[] {
    const others = limit.others ?? null
    const key = JSON.stringify(others)
    const gap = others && others.perSecond > 0 ? 1_000 / others.perSecond : null
    if (key !== this.#key) {
      this.#key = key
      this.#nextSteady = now + (gap ?? 0)
      this.#nextBurst = now + (others?.burst?.everyMs ?? 0)
    }
    const calls: number[] = []
    while (gap !== null && this.#nextSteady <= now) {
      calls.push(this.#nextSteady)
      this.#nextSteady += gap
    }
    const burst = others?.burst
    while (burst && this.#nextBurst <= now) {
      for (let n = 0; n < burst.calls; n += 1) calls.push(this.#nextBurst)
      this.#nextBurst += burst.everyMs
    }
    return calls.sort((a, b) => a - b)
  }
}
