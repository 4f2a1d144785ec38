import "server-only"
import { randomBytes } from "node:crypto"

/** Crockford's base 32: no I, L, O or U, so that it can be read out on the phone. */
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

/** A random reference of 40 bits, such as `7K2M-Q9XD`. */
export function newReference(): string {
  const letters = [...randomBytes(8)].map((byte) => ALPHABET[byte % 32])
  return `${letters.slice(0, 4).join("")}-${letters.slice(4).join("")}`
}

/** The body with the line by which Caredesk finds its note again. */
export const withReference = (body: string, reference: string): string =>
  `${body.trimEnd()}\n\nCaredesk ref ${reference}`

/** Whether a note's body carries the reference, however its line ends or spaces came back. */
export const carriesReference = (body: string, reference: string): boolean =>
  body.toUpperCase().includes(reference)
