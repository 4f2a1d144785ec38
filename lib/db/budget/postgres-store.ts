import "server-only"
import type { Pool, PoolClient } from "pg"
import { z } from "zod"
import { type BudgetState, newState } from "#lib/ghl/budget/state.ts"
import type { BudgetStore } from "#lib/ghl/budget/store.ts"
import { sharedClock } from "./shared-clock.ts"

const KEY = "rate-budget"
/** Changes with the shape of the state: one of another shape is not read, but begun anew. */
const VERSION = 4
/** Nobody needs the row for longer than some milliseconds; who does is stopped or dead. */
const PATIENCE_MS = 1_500
const LOOK_MS = 100

const kept = z.object({
  version: z.literal(VERSION),
  shift: z.number(),
  state: z.custom<BudgetState>((value) => typeof value === "object" && value !== null),
})

/** A crash of the database may cost the last turns: what is lost is a moment's knowledge. */
const BEGIN = `begin;
set local synchronous_commit = off;
set local lock_timeout = ${PATIENCE_MS};
set local statement_timeout = ${PATIENCE_MS};
set local idle_in_transaction_session_timeout = ${PATIENCE_MS};
select 1 from settings where key = '${KEY}' for update`

// A statement of its own: one that waits for the row has read the clock before it waits.
const READ = `select value, extract(epoch from clock_timestamp()) * 1000 as wall
from settings where key = '${KEY}'`

/**
 * The budget's state as one row of Postgres, for all processes on it. Each turn is a transaction that
 * holds the row: some milliseconds beside the hundreds that a call takes. So every process sees every
 * call, and nothing is leased that a dead process would take with it: a call without an answer stops
 * counting when its interval is over.
 */
export function postgresBudgetStore(pool: Pool): BudgetStore {
  const clock = sharedClock()

  async function read(client: PoolClient) {
    const before = performance.now()
    const { rows } = await client.query<{ value: unknown; wall: string }>(READ)
    return rows.map(({ value, wall }) => ({ value, wall: Number(wall), before }))[0]
  }

  async function locked(client: PoolClient) {
    await client.query(BEGIN)
    const found = await read(client)
    if (found) return found
    await client.query(
      `insert into settings (key, value) values ('${KEY}', '{}') on conflict (key) do nothing`,
    )
    await client.query("commit")
    await client.query(BEGIN)
    const made = await read(client)
    if (!made) throw new Error("The row of the rate budget was taken away")
    return made
  }

  return {
    lookMs: LOOK_MS,
    async turn(act) {
      const client = await pool.connect()
      let broken: Error | undefined
      try {
        const { value, wall, before } = await locked(client)
        const { shift, state: old } = kept.safeParse(value).data ?? { shift: 0, state: newState() }
        const { now, shift: newShift } = clock.read(wall, shift, before)
        const state = fromTheFuture(old, now) ? { ...newState(), quarters: old.quarters } : old
        const result = act(state, now)
        const keep = JSON.stringify({ version: VERSION, shift: newShift, state })
        // In one go: nobody gets the row before both are done.
        await client.query(
          `update settings set value = ${client.escapeLiteral(keep)} where key = '${KEY}'; commit`,
        )
        return result
      } catch (error) {
        broken = error instanceof Error ? error : new Error("The rate budget's turn failed")
        throw error
      } finally {
        // A connection in an unknown state is not used again.
        client.release(broken)
      }
    },
  }
}

/** Whether the clock was set back while nobody was there to notice. */
const fromTheFuture = (state: BudgetState, now: number): boolean =>
  state.calls.some(({ s }) => s > now + 1_000) || state.sights.some(({ e }) => e > now + 1_000)
