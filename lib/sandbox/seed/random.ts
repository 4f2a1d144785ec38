import { base, en, Faker } from "@faker-js/faker"

/** The day on which the seed's stories end; fixed, so that the same seed gives the same data. */
const TODAY = Date.UTC(2026, 10, 20, 15, 0)

export const DAY_MS = 86_400_000

/** A generator whose draws depend on the seed and the purpose alone, not on what was drawn before. */
export function drawer(seed: number, purpose: number, index: number): Faker {
  const faker = new Faker({ locale: [en, base] })
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
