import "server-only"
import { recordRead } from "#lib/audit/reads.ts"
import type { Db } from "#lib/db/store.ts"
import { env } from "#lib/env.ts"
import { GhlError } from "#lib/ghl/errors.ts"
import { ghl } from "#lib/ghl/instance.ts"
import type { FieldDefinition } from "#lib/ghl/types.ts"
import { log } from "#lib/log.ts"
import { failureOf, type Problem } from "#lib/problem.ts"
import { fieldsProblemOf } from "./fields-problem.ts"
import type { RecordView } from "./record-types.ts"
import { recordView } from "./record-view.ts"

export type RecordAnswer =
  | { kind: "record"; record: RecordView; fieldsProblem: Problem | null }
  /** Deleted or merged in GHL, or never there. */
  | { kind: "gone" }
  | { kind: "failed"; problem: Problem }

/** Reads a contact with its definitions from GHL for its record page. Expected failures are answers. */
export async function readRecord(contactId: string): Promise<RecordAnswer> {
  const [contact, definitions] = await Promise.allSettled([
    ghl().getContact(contactId),
    ghl().listFieldDefinitions(),
  ])
  if (contact.status === "rejected") {
    const problem = failureOf(ghlError(contact.reason))
    return problem.kind === "not-found" ? { kind: "gone" } : { kind: "failed", problem }
  }
  const { GHL_LOCATION_ID, USER_ID_LINK, CLINIC_TIME_ZONE } = env()
  const known: FieldDefinition[] | null =
    definitions.status === "fulfilled" ? definitions.value : null
  return {
    kind: "record",
    record: recordView(contact.value, known, {
      locationId: GHL_LOCATION_ID,
      userIdLink: USER_ID_LINK,
      clinicTimeZone: CLINIC_TIME_ZONE,
      now: new Date(),
    }),
    fieldsProblem:
      definitions.status === "rejected" ? fieldsProblemOf(ghlError(definitions.reason)) : null,
  }
}

/** A failed call, noted in the log; whatever else went wrong is thrown on. */
function ghlError(reason: unknown): GhlError {
  if (!(reason instanceof GhlError)) throw reason
  const { kind, status, traceId } = reason
  log.warn({ kind, status, traceId }, "GHL read for a record failed")
  return reason
}

/** Audits that a person opened a record. Called before the record is delivered, never for a prefetch. */
export const recordOpening = (db: Db, personId: string, contactId: string): Promise<void> =>
  recordRead(db, { verb: "contact.opened", personId, subject: { contactId } })
