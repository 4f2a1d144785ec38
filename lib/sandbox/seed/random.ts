import { base, en, Faker, type Randomizer } from "@faker-js/faker"

/** The day on which the seed's stories end; fixed, so that the same seed gives the same data. */
const TODAY = Date.UTC(2026, 10, 20, 15, 0)

export const DAY_MS = 86_400_000

/** From this place in the list on contacts are many and alike: what draws for them starts quickly. */
export const CROWD_FROM = 1_000

/** One for each purpose, seeded anew for each use: making one takes most of a draw's time. */
const drawers = new Map<number, Faker>()
const crowdDrawers = new Map<number, Faker>()

/**
 * A generator whose draws depend on its arguments alone, not on what was drawn before. It is good
 * until the next call with the same purpose.
 */
export function drawer(seed: number, purpose: number, index: number): Faker {
  const crowd = index >= CROWD_FROM
  const kept = crowd ? crowdDrawers : drawers
  const known = kept.get(purpose)
  const faker =
    known ?? new Faker({ locale: [en, base], ...(crowd ? { randomizer: quickStart() } : {}) })
  if (!known) kept.set(purpose, faker)
  faker.seed([seed, purpose, index])
  return faker
}

/** Mulberry32: one word of state, where Faker's own generator fills 624 at each seed. */
function quickStart(): Randomizer {
  let state = 0
  return {
    next: () => {
      state = (state + 0x6d2b79f5) | 0
      let mixed = Math.imul(state ^ (state >>> 15), state | 1)
      mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
      return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
    },
    seed: (seed) => {
      state = [seed]
        .flat()
        .reduce((sum, part) => Math.imul(sum ^ part, 0x9e3779b1) ^ (sum >>> 13), 1)
    },
  }
}

/** ISO instant so many days before the end of the stories. */
export function daysAgo(days: number, minutes = 0): string {
  return new Date(TODAY - days * DAY_MS + minutes * 60_000).toISOString()
}

/** Calendar day `YYYY-MM-DD` so many days before the end of the stories (negative: after it). */
export function dayBefore(days: number): string {
  return daysAgo(days).slice(0, 10)
}

/**
 * Calendar day `YYYY-MM-DD` so many days from now, or from the end of the stories until that is past: what
 * is to come for a contact is still to come on whichever day the sandbox is started.
 */
export function dayToCome(days: number): string {
  return new Date(Math.max(TODAY, Date.now()) + days * DAY_MS).toISOString().slice(0, 10)
}
