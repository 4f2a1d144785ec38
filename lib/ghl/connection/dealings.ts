import { randomUUID } from "node:crypto"
import { GhlError, type GhlErrorKind } from "../errors.ts"
import type { Transport } from "../transport.ts"
import { operationOf } from "./operation.ts"
import { SCOPES, tellScope } from "./scope.ts"

/** What of GHL a call is about; each is shown by itself on the connection page. */
export const AREAS = [
  "contacts",
  "search",
  "record",
  "notes",
  "tasks",
  "appointments",
  "fields",
  "documents",
  "writes",
] as const
export type Area = (typeof AREAS)[number]

/** A failed call without anything a client said or is: no path, no message of GHL. `at`: ISO instant. */
export type Failure = {
  /** Its own, among the failures of all processes. */
  id: string
  area: Area
  /** Method and path, with `{id}` for ids. */
  operation: string
  at: string
  kind: GhlErrorKind
  status: number | null
  traceId: string | null
}

/** What this process has heard from GHL since it started. Instants are ISO; null: never. */
export type DealingsView = {
  /** When GHL last told something of the token, in ms of a steady clock (`performance.now`). */
  heardAt: number | null
  /** Since when every call has been refused because of the token itself; null while it is accepted. */
  tokenRefusedSince: string | null
  /** Since when the token, though accepted, has had no access to the location; null while it has. */
  locationRefusedSince: string | null
  /** Something was refused with 403 and nothing has succeeded since: the list of contacts can tell. */
  locationInDoubt: boolean
  /** Since when contacts cannot be read for want of the scope; null while they can, or nothing is known. */
  readsRefusedSince: string | null
  /** A part of contacts was refused for want of the scope, which may be that part alone: the list can tell. */
  readsInDoubt: boolean
  succeeded: Partial<Record<Area, string>>
  /** Newest first. */
  failures: Failure[]
}

export type Dealings = {
  succeeded(area: Area): void
  failed(area: Area, operation: string, error: GhlError): void
  view(): DealingsView
}

const KEPT_FAILURES = 20

/** Files answer without a token, and storage hosts too: how they answer says nothing of it. */
const TOKENLESS: readonly Area[] = ["documents"]

/** What proves, when it succeeds, that contacts can be read. */
const PROOFS: readonly Area[] = ["contacts", "search", "record"]
/** What tells, when it is refused, that they cannot: others may be refused by themselves. */
const COUNTER_PROOFS: readonly Area[] = ["contacts", "record"]

/** What a good token may be refused with the plain 401 of a bad one, read or written: accounts were seen to do so. */
const BARE_401 = /\/(tasks|appointments)(\/|$)/

/**
 * Whether a failure says that the token has no right to what the operation is about, rather than that
 * it is no token.
 */
export const lacksRight = (operation: string, kind: GhlErrorKind): boolean =>
  kind === "missing-scope" ||
  kind === "forbidden" ||
  (kind === "unauthorized" && BARE_401.test(operation))

/**
 * Whether a failed call tells what GHL thinks of the token. A limit that is used up, trouble of GHL's and what
 * something on the way says tell nothing of it: beside a token that was refused meanwhile they would put off the
 * look that notices.
 */
function tellsOfToken({ kind, status, inJson }: GhlError): boolean {
  if (kind !== "rejected") return TELLING.includes(kind)
  return inJson && status !== null && (status < 300 || TOKEN_WAS_TAKEN.includes(status))
}
const TELLING: readonly GhlErrorKind[] = ["unauthorized", "missing-scope", "forbidden", "not-found"]
/** What GHL answers to a body or query that it does not take, after it took the token. */
const TOKEN_WAS_TAKEN = [400, 422]

/**
 * Whether "not found" is what was asked: a note is read by its id to learn whether somebody deleted it, by
 * the nightly look each night. Nobody has anything to do about it.
 */
const isAnswer = (operation: string, kind: GhlErrorKind): boolean =>
  kind === "not-found" && operation === "GET /contacts/{id}/notes/{id}"

/**
 * Remembers how calls went. `onFailure` is told of each one that failed, and must neither wait nor throw.
 * `now`: epoch ms, shown to people.
 */
export function createDealings(
  onFailure: (failure: Failure) => void = () => {},
  now: () => number = Date.now,
): Dealings {
  const failures: Failure[] = []
  const succeeded = new Map<Area, string>()
  let heardAt: number | null = null
  let tokenRefusedSince: string | null = null
  let locationRefusedSince: string | null = null
  let locationInDoubt = false
  let readsRefusedSince: string | null = null
  let readsInDoubt = false
  const instant = () => new Date(now()).toISOString()

  return {
    succeeded(area) {
      const at = instant()
      succeeded.set(area, at)
      if (TOKENLESS.includes(area)) return
      heardAt = performance.now()
      tokenRefusedSince = null
      locationRefusedSince = null
      locationInDoubt = false
      if (PROOFS.includes(area)) {
        readsRefusedSince = null
        readsInDoubt = false
      }
    },
    failed(area, operation, error) {
      const at = instant()
      const { kind, status, traceId } = error
      const failure = { id: randomUUID(), area, operation, at, kind, status, traceId }
      if (!isAnswer(operation, kind)) {
        failures.unshift(failure)
        failures.splice(KEPT_FAILURES)
        onFailure(failure)
      }
      if (TOKENLESS.includes(area)) return
      const isBare = kind === "unauthorized" && lacksRight(operation, kind)
      if (tellsOfToken(error) && !isBare) heardAt = performance.now()
      if (kind === "unauthorized" && !isBare) {
        tokenRefusedSince ??= at
        locationRefusedSince = null
      }
      // GHL looks at the token before the scope, the location and the id.
      if (["missing-scope", "forbidden", "not-found"].includes(kind)) tokenRefusedSince = null
      if (kind === "forbidden") {
        // The list is asked for by location; what else is refused may be refused by itself.
        if (area === "contacts") locationRefusedSince ??= at
        locationInDoubt = locationRefusedSince === null
      }
      if (kind === "missing-scope" && SCOPES[area] === "contacts.readonly") {
        if (COUNTER_PROOFS.includes(area)) readsRefusedSince ??= at
        else readsInDoubt = true
      }
    },
    view: () => ({
      heardAt,
      tokenRefusedSince,
      locationRefusedSince,
      locationInDoubt,
      readsRefusedSince,
      readsInDoubt,
      succeeded: Object.fromEntries(succeeded),
      failures: [...failures],
    }),
  }
}

/** The area of a call. `path` as the transport takes it. */
export function areaOf(path: string, write: boolean): Area {
  if (write) return "writes"
  if (path.endsWith("/customFields")) return "fields"
  if (path === "/contacts/search") return "search"
  const [, , contactId, part] = path.split("/")
  if (part === "notes" || part === "tasks" || part === "appointments") return part
  return contactId ? "record" : "contacts"
}

/** The transport, with every call's end remembered. */
export function remembering(call: Transport, dealings: Dealings): Transport {
  return async (request) => {
    const area = areaOf(request.path, request.write)
    try {
      const answer = await call(request)
      dealings.succeeded(area)
      return answer
    } catch (error) {
      if (error instanceof GhlError) {
        tellScope(error, area)
        dealings.failed(area, operationOf(request.method, request.path), error)
      }
      throw error
    }
  }
}
