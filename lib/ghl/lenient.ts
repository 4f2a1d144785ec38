import "server-only"
import { z } from "zod"

/** Property of any type, absent too. */
export const anything = z.unknown().optional()

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
