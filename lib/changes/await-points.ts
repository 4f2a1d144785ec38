import "server-only"
import { AsyncLocalStorage } from "node:async_hooks"
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { setTimeout as pause } from "node:timers/promises"
import { z } from "zod"
import type { Store } from "#lib/db/store.ts"
import type { Ghl } from "#lib/ghl/types.ts"
import type { Watch } from "./engine/config.ts"

/**
 * Test switch: makes the points at which a change waits for the store or for GHL countable, so that a
 * test can stand at each of them and kill the process there. Point n of a run is the moment before its
 * nth query or call is sent (the moment after one is the moment before the next). Runs of a change are
 * counted from 1; one that finds it may not run yet does not count.
 *
 * The folder is the conversation with the test, a file a change: `asked/ID` says at which point of which
 * run it shall stand, and what trouble it meets on the way; `at/ID` that it stands; `go/ID`, that it shall
 * go on; `courses/*.json` tell the points each run passed. `next/CONTACT` asks the same of a change that is
 * not there yet, the contact's next one of which nothing is asked; `became/CONTACT` tells which that was.
 */
export type AwaitPoint = {
  name: string
  /** Whether the run holds a transaction of its own there. */
  inTransaction: boolean
}

/** What a run of a change tells when it has ended, or stands at its point. */
export type Course = {
  changeId: string
  run: number
  /** Whether it got the change at all. */
  claimed: boolean
  halted: boolean
  points: AwaitPoint[]
}

const asked = z.object({
  target: z.object({ run: z.number(), point: z.number(), name: z.string() }).nullable(),
  trouble: z
    .object({
      /** Name of the points where it comes. */
      at: z.string(),
      times: z.number(),
      what: z.discriminatedUnion("kind", [
        z.object({ kind: z.literal("pause"), ms: z.number() }),
        z.object({ kind: z.literal("bug") }),
      ]),
    })
    .nullable(),
})

/** What is asked of a change: where it shall stand, and what this process itself does wrong on the way. */
export type Asked = z.output<typeof asked>

type Run = Course & Asked & { inTransaction: boolean }

const NOTHING: Asked = { target: null, trouble: null }
/** What the conversation with the test is kept in. */
export const FOLDERS = ["asked", "at", "go", "courses", "next", "became"] as const
const LOOK_EVERY_MS = 100

const runs = new AsyncLocalStorage<Run | null>()

const WATCHED_CONNECTIONS = 240

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
  for (const name of FOLDERS) mkdirSync(join(folder, name), { recursive: true })
  let courses = 0
  /** How often each change has met its trouble. */
  const troubled = new Map<string, number>()
  const claimed = new Map<string, number>()
  const standing = new Set<string>()
  let makeRoom = async () => {}

  /** Writes a file that is there as a whole or not at all. */
  const put = (file: string, text: string) => {
    writeFileSync(`${file}.new`, text)
    renameSync(`${file}.new`, file)
  }

  const tell = ({ inTransaction: _, target: __, trouble: ___, ...course }: Run) => {
    courses += 1
    const file = join(folder, "courses", `${process.pid}-${courses}.json`)
    put(file, JSON.stringify(course satisfies Course))
  }

  const askedOf = (changeId: string): Asked => {
    const file = join(folder, "asked", changeId)
    return existsSync(file) ? asked.parse(JSON.parse(readFileSync(file, "utf8"))) : NOTHING
  }

  /** Takes over what was asked of the contact's next change. */
  function takeNext(run: Run, contactId: string): void {
    const next = join(folder, "next", contactId)
    const own = join(folder, "asked", run.changeId)
    if (existsSync(own) || !existsSync(next)) return
    renameSync(next, own)
    Object.assign(run, askedOf(run.changeId))
    put(join(folder, "became", contactId), run.changeId)
  }

  async function meet({ changeId, trouble }: Run, name: string): Promise<void> {
    const before = troubled.get(changeId) ?? 0
    if (trouble?.at !== name || before >= trouble.times) return
    troubled.set(changeId, before + 1)
    const { what } = trouble
    if (what.kind === "bug") throw new Error("A bug, for the proof")
    await pause(what.ms)
  }

  async function pass(name: string): Promise<void> {
    const run = runs.getStore()
    if (!run) return
    run.points.push({ name, inTransaction: run.inTransaction })
    const { target } = run
    const isThere = run.run === target?.run && run.points.length === target.point
    // Under another name it went another way, and might stand inside a transaction that everybody waits for.
    if (!isThere || name !== target.name) return meet(run, name)
    run.halted = true
    standing.add(run.changeId)
    tell(run)
    writeFileSync(join(folder, "at", run.changeId), name)
    runs.run(null, () => void makeRoom().catch(() => {}))
    while (!existsSync(join(folder, "go", run.changeId))) await pause(LOOK_EVERY_MS)
    standing.delete(run.changeId)
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
        // It cannot renew its lease over its own lock: every sweep would send one more to wait behind it.
        // Not refused by an error: jobs that are tried again come before those of the changes still to stand.
        if (standing.has(changeId)) return
        const run: Run = {
          changeId,
          run: (claimed.get(changeId) ?? 0) + 1,
          claimed: false,
          halted: false,
          points: [],
          inTransaction: false,
          ...askedOf(changeId),
        }
        try {
          return await runs.run(run, act)
        } finally {
          tell(run)
        }
      },
      claimed: (contactId) => {
        const run = runs.getStore()
        if (!run) return
        run.claimed = true
        claimed.set(run.changeId, run.run)
        takeNext(run, contactId)
      },
      aside: (act) => runs.run(null, act),
      onStanding: (make) => {
        makeRoom = make
      },
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
        // Whoever stands inside a transaction keeps its connection, and its lease's renewal waits on another.
        pool.options.max = WATCHED_CONNECTIONS
        const watched = new WeakSet<object>()
        // Before each use: some were connected before anyone watched.
        pool.on("acquire", (client) => {
          if (watched.has(client)) return
          watched.add(client)
          watchQueries(client)
        })
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
