import "server-only"
import { z } from "zod"

/** Property of any type, absent too. */
export const anything = z.unknown().optional()

/** No value of GHL's is nested deeper; one of thousands of levels would end the stack of whoever reads it. */
const MOST_LEVELS = 20

/** The value itself, or words in its place when it is nested too deep to be read. */
export function notTooDeep(value: unknown): unknown {
  return isDeeper(value, MOST_LEVELS) ? "(a value nested too deep to show)" : value
}

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== "object" || value === null) return false
  return levels === 0 || Object.values(value).some((one) => isDeeper(one, levels - 1))
}

/** Trimmed text, or a number as text; null for anything else and for an empty one. */
export const textOrNull = z
  .union([z.string(), z.number().transform(String)])
  .transform((value) => value.trim() || null)
  .nullable()
  .catch(null)

/** A whole number from 0, also written in digits; null for anything else. */
export const countOrNull = z
  .union([
    z.number(),
    z
      .string()
      .regex(/^\d{1,15}$/)
      .transform(Number),
  ])
  .pipe(z.number().int().min(0))
  .nullable()
  .catch(null)
