import { type SQL, sql } from "drizzle-orm"

/**
 * Leases, holds and settling times are kept by the database's clock alone, so that processes on
 * machines whose clocks differ agree. `now()` would be the start of the transaction.
 */
export const dbNow = (): SQL => sql`clock_timestamp()`

/** The database's time, `ms` from now. */
export const dbNowPlus = (ms: number): SQL =>
  sql`clock_timestamp() + ${ms}::double precision * interval '1 millisecond'`
