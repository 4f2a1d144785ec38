import "server-only"
import { sql } from "drizzle-orm"
import { z } from "zod"
import type { Db } from "#lib/db/store.ts"

const answer = z.object({ rows: z.tuple([z.object({ ms: z.coerce.number() })]) })

/** The instant by the database's clock, ISO. */
export async function dbTime(db: Db): Promise<string> {
  const result = await db.execute(
    sql`select extract(epoch from clock_timestamp())::double precision * 1000 as ms`,
  )
  return new Date(answer.parse(result).rows[0].ms).toISOString()
}
