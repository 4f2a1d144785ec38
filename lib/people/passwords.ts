import "server-only"
import { hash, verify } from "@node-rs/argon2"

/** Argon2id with OWASP's parameters: 19 MiB, 2 passes, 1 lane. Source: OWASP Password Storage Cheat Sheet. */
const PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** Hashes a password in PHC format. */
export function hashPassword(password: string): Promise<string> {
  return hash(password, PARAMETERS)
}

let nobody: Promise<string> | undefined

/**
 * Whether a password fits a hash. Without a hash (no such account) it costs the same time and is false,
 * so that the answer's delay does not tell which accounts exist.
 */
export async function passwordFits(
  password: string,
  passwordHash: string | null,
): Promise<boolean> {
  nobody ??= hashPassword("no account has this password")
  const fits = await verify(passwordHash ?? (await nobody), password)
  return fits && passwordHash !== null
}
