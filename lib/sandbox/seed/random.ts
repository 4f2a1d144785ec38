import { base, en, Faker } from "@faker-js/faker"

/** The day on which the seed's stories end; fixed, so that the same seed gives the same data. */
const TODAY = Date.UTC(2026, 10, 20, 15, 0)

export const DAY_MS = 86_400_000

/** One for each purpose, seeded anew for each use: making one takes most of a draw's time. */
const drawers = new Map<number, Faker>()

/**
 * A generator whose draws depend on its arguments alone, not on what was drawn before. It is good
 * until the next call with the same purpose.
 */
export function drawer(seed: number, purpose: number, index: number): Faker {
  const faker = drawers.get(purpose) ?? new Faker({ locale: [en, base] })
  drawers.set(purpose, faker)
  faker.seed([seed, purpose, index])
  return faker
}

/** ISO instant so many days before the end of the stories. */
export function daysAgo(days: number, minutes = 0): string {
  return new Date(TODAY - days * DAY_MS + minutes * 60_000).toISOString()
}

/** Calendar day `YYYY-MM-DD` so many days before the end of the stories (negative: after it). */
export function dayBefore(days: number): string {
  return daysAgo(days).slice(0, 10)
}
