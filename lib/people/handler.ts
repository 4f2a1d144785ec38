import "server-only"
import { NextResponse } from "next/server"
import type { z } from "zod"
import { type ReadSubject, recordRead } from "#lib/audit/reads.ts"
import type { AuditVerb } from "#lib/audit/words.ts"
import { database } from "#lib/db/instance.ts"
import { env } from "#lib/env.ts"
import { GhlError } from "#lib/ghl/errors.ts"
import { log } from "#lib/log.ts"
import { failureOf } from "#lib/problem.ts"
import { limitedBody } from "./limited-body.ts"
import { isOwnOrigin } from "./origin.ts"
import type { Permission } from "./permissions.ts"
import { personWith } from "./session.ts"
import type { Person } from "./sessions.ts"

const HEADERS = { "Cache-Control": "private, no-store" }
/** As much as a server action takes. */
const MAX_BODY_BYTES = 1_000_000

/** Answers JSON that no cache keeps. */
export function privateJson(body: unknown, status = 200): NextResponse {
  return NextResponse.json(body, { status, headers: HEADERS })
}

/** The body's JSON, null when it is none; undefined when it is longer than the limit. */
async function jsonOf(request: Request): Promise<unknown> {
  const bytes = await limitedBody(request, MAX_BODY_BYTES)
  if (bytes === null) return undefined
  try {
    return JSON.parse(new TextDecoder().decode(bytes))
  } catch {
    return null
  }
}

/** How what a handler delivers comes into the audit. */
export type AuditedRead<Input> =
  /** The handler notes it before it answers. `byItself`: an open page asks for it again and again. */
  | { verb: AuditVerb; about: (input: Input) => ReadSubject; byItself?: boolean }
  /** What answers notes it, which alone knows whose data they are. */
  | { verb: AuditVerb; notedBy: "answer" }
  /** Nothing about a client is delivered. */
  | { verb: null; because: string }

/**
 * A read handler: authenticates, authorises and parses before anything else. For GET the input is the
 * route's parameters and the query string (single values only); for POST the JSON body is added, which
 * is where search text goes. What cannot be audited is not delivered. Answers `{ problem }` with 401,
 * 403, 413, 400, 404 for what GHL does not have, or 502 with GHL's failure in our words.
 */
export function readHandler<Schema extends z.ZodType>(
  options: {
    permission: Permission
    input: Schema
    audit: AuditedRead<z.output<Schema>>
    /** False for polling: it must not keep an idle session alive. */
    act?: boolean
  },
  respond: (context: {
    input: z.output<Schema>
    person: Person
    signal: AbortSignal
  }) => Promise<unknown>,
) {
  const { audit } = options
  const handle = async (
    request: Request,
    route: { params: Promise<Record<string, string | string[]>> },
  ) => {
    const caller = await personWith(options.permission, { act: options.act ?? true })
    if ("refused" in caller) {
      const signedOut = caller.refused === "signed-out"
      return privateJson(
        {
          problem: {
            kind: caller.refused,
            title: signedOut ? "You are signed out." : "You may not see this.",
          },
        },
        signedOut ? 401 : 403,
      )
    }
    const { person } = caller
    if (request.method !== "GET" && !isOwnOrigin(request.headers.get("origin"), env().APP_URL)) {
      return privateJson(
        { problem: { kind: "forbidden", title: "This request did not come from Caredesk." } },
        403,
      )
    }
    const query = new URL(request.url).searchParams
    const repeated = [...query.keys()].some((key) => query.getAll(key).length > 1)
    const body = request.method === "GET" ? {} : await jsonOf(request)
    if (body === undefined) {
      return privateJson(
        { problem: { kind: "bad-request", title: "This request is larger than Caredesk reads." } },
        413,
      )
    }
    const input = options.input.safeParse({
      ...Object.fromEntries(query),
      ...Object(body),
      ...(await route.params),
    })
    if (repeated || !input.success) {
      // The first name of a path is the schema's own; what stands below may be the sender's.
      const fields = [...new Set(input.error?.issues.map(({ path }) => String(path[0] ?? "")))]
      log.warn({ personId: person.id, fields }, "a malformed request was refused")
      return privateJson(
        {
          problem: { kind: "bad-request", title: "This request is not one Caredesk understands." },
        },
        400,
      )
    }
    try {
      const result = await respond({
        input: input.data,
        person,
        signal: request.signal,
      })
      const answer = result instanceof Response ? result : privateJson(result)
      if (answer.ok && "about" in audit) {
        const { verb, byItself } = audit
        const subject = audit.about(input.data)
        await recordRead(await database(), { verb, personId: person.id, subject, byItself })
      }
      return answer
    } catch (error) {
      if (error instanceof GhlError) {
        log.warn(
          { kind: error.kind, status: error.status, traceId: error.traceId },
          "GHL read failed",
        )
        return privateJson({ problem: failureOf(error) }, error.kind === "not-found" ? 404 : 502)
      }
      log.error({ err: error }, "read handler failed")
      return privateJson(
        {
          problem: { kind: "bug", title: "Something went wrong in Caredesk. Nothing was changed." },
        },
        500,
      )
    }
  }
  // For the test that walks all handlers.
  return Object.assign(handle, { audit })
}
