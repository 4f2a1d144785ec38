import "server-only"
import { type SQL, sql } from "drizzle-orm"
import { type AuditDetail, auditEvents } from "#lib/db/schema/audit.ts"
import { changes } from "#lib/db/schema/changes.ts"
import { drafts } from "#lib/db/schema/reviews.ts"
import type { Db } from "#lib/db/store.ts"
import type { AuditVerb } from "./words.ts"

/** Whose data were delivered: one contact's, those of a draft's or a change's contact, or several contacts'. */
export type ReadSubject =
  | { contactId: string }
  | { draftId: string }
  | { changeId: string }
  | ({ contactIds: string[] } & AuditDetail)

export type AuditedDelivery = {
  verb: AuditVerb
  personId: string
  subject: ReadSubject
  /** Whether an open page asks for it again and again by itself. */
  byItself?: boolean
}

const MINUTE = 60_000
const HOUR = 60 * MINUTE

function contactOf(subject: ReadSubject): SQL {
  if ("draftId" in subject && typeof subject.draftId === "string") {
    return sql`(select ${drafts.contactId} from ${drafts} where ${drafts.id} = ${subject.draftId})`
  }
  if ("changeId" in subject && typeof subject.changeId === "string") {
    return sql`(select ${changes.contactId} from ${changes} where ${changes.id} = ${subject.changeId})`
  }
  return "contactId" in subject ? sql`${subject.contactId}::text` : sql`null::text`
}

/**
 * Audits that data were delivered to a person; to be called before they are. Within a minute one person's
 * equal reads are one event, since a page reads itself again after a save; within an hour those that a
 * page makes by itself. A read that brought more contacts, in the same way, stands for one that brought
 * some of them. One statement.
 */
export async function recordRead(db: Db, delivery: AuditedDelivery): Promise<void> {
  const { verb, personId, subject, byItself = false } = delivery
  if ("contactIds" in subject && subject.contactIds.length === 0) return
  const detail = JSON.stringify("contactId" in subject ? {} : subject)
  const since = new Date(Date.now() - (byItself ? HOUR : MINUTE)).toISOString()
  await db.execute(sql`
    insert into ${auditEvents} (actor, person_id, action, contact_id, detail)
    select 'person', ${personId}::uuid, ${verb}::text, about.contact_id, ${detail}::jsonb
    from (select ${contactOf(subject)} as contact_id) as about
    where not exists (
      select 1 from ${auditEvents} as earlier
      where earlier.person_id = ${personId}::uuid
        and earlier.at > ${since}::timestamptz
        and earlier.action = ${verb}
        and earlier.contact_id is not distinct from about.contact_id
        and earlier.detail @> ${detail}::jsonb
    )`)
}
