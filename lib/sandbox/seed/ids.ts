import { createHash } from "node:crypto"

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"

/** A 20-character id as GHL makes them, always the same for the same parts. */
export function idOf(...parts: (string | number)[]): string {
  const digest = createHash("sha256").update(parts.join("/")).digest()
  return [...digest.subarray(0, 20)].map((byte) => ALPHABET[byte % ALPHABET.length]).join("")
}

/** A UUID, always the same for the same parts. */
export function uuidOf(...parts: (string | number)[]): string {
  const hex = createHash("sha256").update(parts.join("/")).digest("hex")
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
