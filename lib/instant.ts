import { z } from "zod"

const FIRST_YEAR = 1970
const LAST_YEAR = 9999

const isBounded = (text: string) => {
  const year = new Date(text).getUTCFullYear()
  return year >= FIRST_YEAR && year <= LAST_YEAR
}

const written = (offset: boolean) =>
  z.iso
    .datetime({ offset, error: "is not an ISO instant with a zone" })
    .refine(isBounded, { error: `is not between the years ${FIRST_YEAR} and ${LAST_YEAR}` })

/**
 * An ISO instant with a zone, as it was written. Not every one that is well formed is read by Postgres
 * (years before 1, zones beyond 15 hours): give it `normalInstant`.
 */
export const writtenInstant = written(true)

/** The same instant in UTC and milliseconds: in a form that Postgres and JavaScript read alike. */
export const normalInstant = (text: string): string => new Date(text).toISOString()

/** An ISO instant with a zone, answered in UTC and milliseconds. */
export const instant = writtenInstant.transform(normalInstant)
