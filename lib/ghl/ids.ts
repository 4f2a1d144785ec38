import "server-only"
import { z } from "zod"
import { GhlError } from "./errors.ts"

/** Checks an id that goes into an address of GHL. Throws kind `not-found`: no such thing can exist. */
export function pathId(id: string): string {
  if (!isId(id)) {
    throw new GhlError({
      kind: "not-found",
      message: "This id has a form that GHL does not use",
      retryable: false,
      effect: "not-sent",
    })
  }
  return encodeURIComponent(id)
}

/** Whether a text has the form of GHL's ids. */
export function isId(id: string): boolean {
  return /^[A-Za-z0-9_-]{1,64}$/.test(id)
}

/** An id in the form GHL uses: another one could neither be asked for nor kept. */
export const ghlId = z.string().refine(isId, { error: "is not an id in the form GHL uses" })
