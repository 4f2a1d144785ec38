import type { IncomingHttpHeaders } from "node:http"
import { Refusal } from "./answers.ts"
import { LOCATION_ID } from "./seed/location.ts"
import type { Settings } from "./types.ts"

/** The version of the API that GHL's spec names. */
const API_VERSION = "2021-07-28"

/** What the clinic's token may do. */
export const GRANTED = [
  "contacts.readonly",
  "contacts.write",
  "locations/customFields.readonly",
] as const

/** `none-named`: GHL's files name none, so a token is enough. */
export type Scope = (typeof GRANTED)[number] | "never-granted" | "none-named"

/** 401 unless the token is ours and alive and the Version header is known. */
export function checkCaller(headers: IncomingHttpHeaders, token: string, settings: Settings): void {
  if (headers.authorization !== `Bearer ${token}`) throw new Refusal(401, "Invalid JWT")
  if (settings.tokenRevoked) throw new Refusal(401, "Invalid token: access token is invalid")
  const version = headers.version
  if (version === undefined) throw new Refusal(401, "version header was not found.")
  if (version !== API_VERSION) throw new Refusal(401, "version header is invalid.")
}

/** 401 when the token lacks the scope. */
export function checkScope(scope: Scope, settings: Settings): void {
  if (scope === "never-granted" || settings.revokedScopes.includes(scope)) {
    throw new Refusal(401, "The token is not authorized for this scope.")
  }
}

/** 422 without a location, 403 for another one than the token's. */
export function checkLocation(locationId: unknown): void {
  if (typeof locationId !== "string" || locationId === "") {
    throw new Refusal(422, ["locationId should not be empty", "locationId must be a string"])
  }
  if (locationId !== LOCATION_ID) {
    throw new Refusal(403, "The token does not have access to this location.")
  }
}
