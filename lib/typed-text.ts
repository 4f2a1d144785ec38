import { z } from "zod"

/**
 * A text that a person typed or a program sent, of at most `max` UTF-16 units, in a form that can be
 * stored: Postgres takes neither NUL nor half a surrogate pair, and no screen shows them.
 */
export const typedText = (max: number, error?: string) =>
  z
    .string()
    .max(max, error === undefined ? undefined : { error })
    .transform((text) => text.replaceAll("\0", "").toWellFormed())
