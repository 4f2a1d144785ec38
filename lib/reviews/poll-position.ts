import "server-only"
import { type SQL, sql } from "drizzle-orm"
import { z } from "zod"
import { drafts } from "#lib/db/schema/reviews.ts"
import type { Db } from "#lib/db/store.ts"
import { writtenInstant } from "#lib/instant.ts"

const position = z.number().int().min(0)
/** Cursors of before there were positions: the instant of a decision in microseconds, and its draft. */
const decision = z.tuple([z.iso.datetime({ precision: 6 }).pipe(writtenInstant), z.uuid()])

const cursorSchema = z.union([z.tuple([position]), decision])

export type Cursor = z.output<typeof cursorSchema>

/** What a pipeline keeps: opaque to it. */
export const packCursor = (position: number): string =>
  Buffer.from(JSON.stringify([position])).toString("base64url")

/** The other way round; null for what is no cursor of ours. */
export function unpackCursor(text: string): Cursor | null {
  try {
    return (
      cursorSchema.safeParse(JSON.parse(Buffer.from(text, "base64url").toString())).data ?? null
    )
  } catch {
    return null
  }
}

/**
 * Gives the decisions that have none yet their positions, in the order in which they were made, behind
 * every position that was ever given: what is stored later, whatever its instant, is never behind a
 * cursor. In the transaction of a poll; polls wait for each other here.
 */
export async function givePositions(tx: Db): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('drafts polled', 0))`)
  // A row that somebody changes now is left to the next poll: waiting for it could be a deadlock.
  // Not only counted on: after an older backup was restored, the clock is ahead of what was told.
  await tx.execute(sql`
    with floor as (
      select greatest(
        coalesce(max(poll_position), 0) + 1,
        (extract(epoch from clock_timestamp()) * 1000000)::bigint
      ) as position from drafts
    ), decided as (
      select id, decided_at from drafts
      where poll_position is null and origin = 'pipeline' and status in ('rejected', 'returned')
      for update skip locked
    ), ordered as (
      select id, row_number() over (order by decided_at, id) - 1 as place from decided
    )
    update drafts set poll_position = floor.position + ordered.place
    from floor, ordered where drafts.id = ordered.id`)
}

const found = z.object({ rows: z.tuple([z.object({ position: z.coerce.number() })]) })

/** Where a cursor stands among the positions given until now. */
export async function positionOf(tx: Db, cursor: Cursor): Promise<number> {
  if (cursor.length === 1) return cursor[0]
  const [at, id] = cursor
  const isLater: SQL = sql`(${drafts.decidedAt}, ${drafts.id}) > (${at}::timestamptz, ${id}::uuid)`
  const answer = await tx.execute(sql`
    select coalesce(min(poll_position) filter (where ${isLater}) - 1, max(poll_position), 0) as position
    from drafts where poll_position is not null`)
  return found.parse(answer).rows[0].position
}
