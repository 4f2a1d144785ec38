import "server-only"
import { hkdfSync, timingSafeEqual } from "node:crypto"

/** What the command on this machine shows the running app: derived from AUTH_SECRET, which both have. */
export const commandBearer = (authSecret: string): string =>
  `Bearer ${Buffer.from(hkdfSync("sha256", authSecret, "", "caredesk reconcile command", 32)).toString("base64url")}`

/** Whether a request comes from somebody who has AUTH_SECRET. */
export function isCommand(authorization: string | null, authSecret: string): boolean {
  const wanted = Buffer.from(commandBearer(authSecret))
  const given = Buffer.from(authorization ?? "")
  return given.length === wanted.length && timingSafeEqual(given, wanted)
}
