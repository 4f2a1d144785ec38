/** Why a call to GHL failed, in kinds that the rest of the app can act on. */
export type GhlErrorKind =
  /** 401 with a token GHL does not accept. */
  | "unauthorized"
  /** 401 for a missing scope. */
  | "missing-scope"
  /** 403: the token may not see this location. */
  | "forbidden"
  /** 404, or 400 `Contact not found for id`. */
  | "not-found"
  /** 400 and 422: GHL refused the request. GHL has been seen doing the work all the same. */
  | "rejected"
  | "rate-limited"
  /** 5xx, or an answer that is no GHL answer (HTML, broken JSON). */
  | "upstream"
  /** The deadline passed. */
  | "timeout"
  /** Connection refused, reset or dropped. */
  | "network"
  /** The file is larger than this app opens. */
  | "too-large"

/** A right that a location grants to a token, of those this app uses (docs/upstream.md). */
export type Scope = "contacts.readonly" | "contacts.write" | "locations/customFields.readonly"

/** A failed call to GHL. Its message is GHL's own and goes to the log and the admin, not raw to a page. */
export class GhlError extends Error {
  readonly kind: GhlErrorKind
  /** HTTP status, null when there was no answer. */
  readonly status: number | null
  /** Whether the answer was in JSON, as GHL's own are: what lies on the way to it answers with a page. */
  readonly inJson: boolean
  /** What GHL's support asks for. */
  readonly traceId: string | null
  /** Whether the same call may succeed later without anybody changing anything. */
  readonly retryable: boolean
  /** Milliseconds to wait before trying again, where GHL or its limit says so. */
  readonly retryAfterMs: number | null
  /** For writes: `not-sent` is certain to have had no effect (connection refused, 429, 401); else unknown. */
  readonly effect: "not-sent" | "unknown"
  /** The scope for want of which GHL refused: it does not say which, so that is noted where the call is known. */
  lacks: Scope | null = null

  /**
   * By name: the web framework bundles this module more than once, and the one client of a process
   * may throw another copy's error than the page that catches it knows.
   */
  static [Symbol.hasInstance](value: unknown): boolean {
    return value instanceof Error && value.name === "GhlError"
  }

  constructor(input: {
    kind: GhlErrorKind
    message: string
    status?: number | null
    inJson?: boolean
    traceId?: string | null
    retryable: boolean
    retryAfterMs?: number | null
    effect: "not-sent" | "unknown"
    cause?: unknown
  }) {
    super(input.message, { cause: input.cause })
    this.name = "GhlError"
    this.kind = input.kind
    this.status = input.status ?? null
    this.inJson = input.inJson ?? false
    this.traceId = input.traceId ?? null
    this.retryable = input.retryable
    this.retryAfterMs = input.retryAfterMs ?? null
    this.effect = input.effect
  }
}
