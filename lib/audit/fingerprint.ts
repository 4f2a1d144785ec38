import "server-only"
import { createHmac, hkdfSync } from "node:crypto"
import { env } from "#lib/env.ts"

let key: Buffer | undefined

/**
 * HMAC-SHA-256 of a text, base64url, under a key derived from AUTH_SECRET: the audit trail can show
 * that two texts were the same without holding either.
 */
export function fingerprint(text: string): string {
  key ??= Buffer.from(hkdfSync("sha256", env().AUTH_SECRET, "", "caredesk audit fingerprint", 32))
  return createHmac("sha256", key).update(text, "utf8").digest("base64url")
}
