import "server-only"
import { AsyncLocalStorage } from "node:async_hooks"
import { mkdirSync, readdirSync, renameSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import type { Store } from "#lib/db/store.ts"
import type { Ghl } from "#lib/ghl/types.ts"
import type { Watch } from "./engine/config.ts"

/**
 * Test switch: makes the points at which a change waits for the store or for GHL countable, so that a
 * test can stand at each of them and kill the process there. Point n of a run is the moment before its
 * nth query or call is sent (the moment after one is the moment before the next).
 *
 * The folder is the conversation with the test: a file `todo/7` asks that the next change to run be
 * halted at its point 7 for good; `at/7` says that it stands there; `courses/*.json` tells the points
 * each run passed.
 */
export type AwaitPoint = {
  name: string
  /** Whether the run holds a transaction of its own there. */
  inTransaction: boolean
}

/** What a run of a change tells when it has ended, or stands at its point. */
export type Course = { changeId: string; halted: boolean; points: AwaitPoint[] }

type Run = Course & { inTransaction: boolean; target: number | null }

const runs = new AsyncLocalStorage<Run | null>()

const WATCHED_CONNECTIONS = 60

type Queryable = { query(...args: unknown[]): unknown }

const labelOf = (query: unknown): string => {
  const text = typeof query === "string" ? query : (query as { text?: string } | null)?.text
  return (text ?? "query").replaceAll(/\s+/g, " ").slice(0, 80)
}

export function watchAwaitPoints(folder: string): {
  watch: Watch
  ghl(ghl: Ghl): Ghl
  store(store: Store): void
} {
  for (const name of ["todo", "taken", "at", "courses"]) {
    mkdirSync(join(folder, name), { recursive: true })
  }
  let courses = 0

  const tell = ({ changeId, halted, points }: Run) => {
    courses += 1
    const file = join(folder, "courses", `${process.pid}-${courses}.json`)
    writeFileSync(`${file}.new`, JSON.stringify({ changeId, halted, points } satisfies Course))
    renameSync(`${file}.new`, file)
  }

  /** The point at which this change is to be halted: each asked-for point once, each change once. */
  const targetFor = (changeId: string): number | null => {
    const taken = readdirSync(join(folder, "taken"))
    if (taken.some((name) => name.startsWith(changeId))) return null
    const next = readdirSync(join(folder, "todo")).sort((a, b) => Number(a) - Number(b))[0]
    if (next === undefined) return null
    renameSync(join(folder, "todo", next), join(folder, "taken", `${changeId} ${next}`))
    return Number(next)
  }

  /** A run that ended before its point: another change shall stand there. */
  const giveBack = ({ changeId, target }: Run) =>
    renameSync(join(folder, "taken", `${changeId} ${target}`), join(folder, "todo", `${target}`))

  async function pass(name: string): Promise<void> {
    const run = runs.getStore()
    if (!run) return
    run.points.push({ name, inTransaction: run.inTransaction })
    if (run.points.length !== run.target) return
    run.halted = true
    tell(run)
    writeFileSync(join(folder, "at", `${run.target}`), name)
    await new Promise(() => {})
  }

  function watchQueries(target: Queryable): void {
    const query = target.query.bind(target)
    target.query = async (...args) => {
      const label = labelOf(args[0])
      const run = runs.getStore()
      if (run && label.startsWith("begin")) run.inTransaction = true
      await pass(label)
      try {
        return await query(...args)
      } finally {
        if (run && /^(commit|rollback)/.test(label)) run.inTransaction = false
      }
    }
  }

  return {
    watch: {
      async change(changeId, act) {
        const target = targetFor(changeId)
        const run: Run = { changeId, halted: false, points: [], inTransaction: false, target }
        try {
          return await runs.run(run, act)
        } finally {
          if (target !== null) giveBack(run)
          tell(run)
        }
      },
      aside: (act) => runs.run(null, act),
    },

    ghl: (ghl) =>
      new Proxy(ghl, {
        get(target, name) {
          const verb: unknown = Reflect.get(target, name)
          if (typeof verb !== "function") return verb
          return async (...args: unknown[]) => {
            await pass(`ghl ${String(name)}`)
            return verb.apply(target, args)
          }
        },
      }),

    store({ engine }) {
      if (engine.kind === "postgres") {
        const { pool } = engine
        // Whoever stands inside a transaction keeps its connection.
        pool.options.max = WATCHED_CONNECTIONS
        pool.on("connect", (client) => watchQueries(client))
        // The pool's own query would send from the context of whoever let go of the connection.
        Object.assign(pool, {
          query: async (...args: unknown[]) => {
            const client: Queryable & { release(): void } = await pool.connect()
            try {
              return await client.query(...args)
            } finally {
              client.release()
            }
          },
        })
        return
      }
      const { pglite } = engine
      const transaction = pglite.transaction.bind(pglite)
      watchQueries(pglite)
      Object.assign(pglite, {
        transaction: async (act: (tx: Queryable) => Promise<unknown>) => {
          await pass("begin")
          const run = runs.getStore()
          return transaction(async (tx) => {
            if (run) run.inTransaction = true
            watchQueries(tx)
            const result = await act(tx)
            await pass("commit")
            return result
          }).finally(() => {
            if (run) run.inTransaction = false
          })
        },
      })
    },
  }
}
