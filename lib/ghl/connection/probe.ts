import "server-only"
import type { z } from "zod"
import { contactAnswer } from "../contact-schema.ts"
import { type Context, readAnswer } from "../context.ts"
import { withinOneDeadline } from "../deadline.ts"
import { definitionsAnswer } from "../definitions-schema.ts"
import { GhlError, type GhlErrorKind } from "../errors.ts"
import { isId, pathId } from "../ids.ts"
import { notesAnswer } from "../note-schema.ts"
import { listAnswer, searchAnswer } from "../pages-schema.ts"
import { appointmentsAnswer, tasksAnswer } from "../schedule-schema.ts"
import type { CallOptions, Ghl } from "../types.ts"
import { AREAS, type Area, type Dealings, type Failure, lacksRight } from "./dealings.ts"
import { operationOf } from "./operation.ts"

/**
 * `granted`: GHL did it just now, or said that a contact of before is gone (documents: gave the last one). `missing`: the token lacks the right.
 * `refused`: GHL answered 403, as it does to a token of another location.
 * `failing`: GHL did not answer as it should. `unknown`: nothing to tell it by.
 */
export type ProbeState = "granted" | "missing" | "refused" | "failing" | "unknown"

/** How one area stands. `at`: ISO instant of what is known, null when nothing is. */
export type AreaProbe = {
  area: Area
  state: ProbeState
  at: string | null
  failure: Pick<Failure, "kind" | "status" | "traceId" | "at"> | null
}

/** How long one look serves everybody who opens the page. */
const KEPT_MS = 15_000

/** The id of a contact that the caller has met, to ask about where GHL names none; null: none. */
export type Remembered = () => Promise<string | null>

/** What a contact has, by the schemas of those who read it: granted is what they can use. */
const PARTS = { notes: notesAnswer, tasks: tasksAnswer, appointments: appointmentsAnswer }

const get = (path: string) => ({ method: "get" as const, path })

/** One look: what it found so far, and by what its calls are made. */
type Look = { results: Map<Area, AreaProbe>; options: CallOptions }

/** The record of this contact and of no other, in this location. */
const recordOf = (contactId: string, locationId: string) =>
  contactAnswer.refine(
    ({ contact }) => contact.id === contactId && [null, locationId].includes(contact.locationId),
  )

/**
 * Asks GHL one harmless read an area, in the background lane. Writes are never tried and stay unknown here:
 * no read can prove the right to them, and the store knows what became of those of all processes.
 */
export function probeVerbs(
  { settings, call, share, learnFields }: Context,
  dealings: Dealings,
): Pick<Ghl, "probe" | "tryList" | "dealings"> {
  const locationId = settings.locationId
  const ONE = { locationId, limit: 1 }
  /** `at`: ms of a steady clock. */
  let kept: { at: number; result: Promise<AreaProbe[]> } | null = null

  /**
   * One read; its answer must be one that the app's readers take. Null with the failure remembered.
   * `mayBeGone`: it is about a contact that GHL has not named just now.
   */
  async function read<S extends z.ZodType>(
    { results, options }: Look,
    area: Area,
    schema: S,
    request: { method: "get" | "post"; path: string } & Partial<Parameters<typeof call>[0]>,
    mayBeGone = false,
  ): Promise<z.output<S> | null> {
    const at = new Date().toISOString()
    try {
      const value = readAnswer(schema, await call({ ...request, write: false, options }))
      results.set(area, { area, state: "granted", at, failure: null })
      return value
    } catch (error) {
      if (!(error instanceof GhlError)) throw error
      const { kind, status, traceId } = error
      // GHL looks at the scope before the id: who learns that a contact is gone has the right to it.
      if (kind === "not-found" && mayBeGone) {
        results.set(area, { area, state: "granted", at, failure: null })
        return null
      }
      const state = stateBy(operationOf(request.method, request.path), kind)
      results.set(area, { area, state, at, failure: { at, kind, status, traceId } })
      return null
    }
  }

  async function look(remembered: Remembered): Promise<AreaProbe[]> {
    const results = new Map<Area, AreaProbe>()
    const options = withinOneDeadline(settings, { priority: "background", fresh: true })
    const underway: Look = { results, options }
    const [list, search, fields] = await Promise.all([
      read(underway, "contacts", listAnswer, {
        method: "get",
        path: "/contacts/",
        searchParams: ONE,
      }),
      read(underway, "search", searchAnswer, {
        method: "post",
        path: "/contacts/search",
        json: { locationId, pageLimit: 1, page: 1 },
      }),
      read(underway, "fields", definitionsAnswer, {
        method: "get",
        path: `/locations/${encodeURIComponent(locationId)}/customFields`,
        searchParams: { model: "contact" },
      }),
    ])
    if (fields !== null) learnFields(fields.customFields)
    const listed = list?.contacts[0]?.id ?? search?.contacts[0]?.id
    const someone = listed ?? (await remembered())
    if (someone !== null && isId(someone)) {
      const mayBeGone = listed === undefined
      const record = `/contacts/${pathId(someone)}`
      await Promise.all([
        read(underway, "record", recordOf(someone, locationId), get(record), mayBeGone),
        ...(["notes", "tasks", "appointments"] as const).map((area) =>
          read(underway, area, PARTS[area], get(`${record}/${area}`), mayBeGone),
        ),
      ])
    }
    results.set("documents", documentsBy(dealings))
    return AREAS.map(
      (area) => results.get(area) ?? { area, state: "unknown", at: null, failure: null },
    )
  }

  return {
    async probe(remembered = async () => null) {
      if (kept === null || performance.now() - kept.at >= KEPT_MS) {
        const result = look(remembered)
        kept = { at: performance.now(), result }
        result.catch(() => {
          kept = null
        })
      }
      return kept.result
    },
    async tryList(asked = {}) {
      await share("try list", asked, (shared) =>
        call({ ...get("/contacts/"), searchParams: ONE, write: false, options: shared }),
      )
    },
    dealings: () => dealings.view(),
  }
}

function stateBy(operation: string, kind: GhlErrorKind): ProbeState {
  if (kind === "forbidden") return "refused"
  return lacksRight(operation, kind) ? "missing" : "failing"
}

/** No file is fetched to see whether one can be: the last one that a person opened tells. */
function documentsBy(dealings: Dealings): AreaProbe {
  const { succeeded, failures } = dealings.view()
  const done = succeeded.documents ?? null
  const failure = failures.find(({ area }) => area === "documents") ?? null
  if (failure !== null && (done === null || failure.at >= done)) {
    return { area: "documents", state: "failing", at: failure.at, failure }
  }
  return {
    area: "documents",
    state: done === null ? "unknown" : "granted",
    at: done,
    failure: null,
  }
}
