import "server-only"
import { AsyncResource } from "node:async_hooks"
import { eq, sql } from "drizzle-orm"
import { z } from "zod"
import { settings } from "#lib/db/schema/settings.ts"
import type { Db } from "#lib/db/store.ts"
import type { NoteProof, NoteProofStore } from "#lib/ghl/note-proof-store.ts"
import { log } from "#lib/log.ts"

/** A write to GHL waits for the answer, and can do without it. */
const PATIENCE_MS = 1_000

const keyOf = (locationId: string) => `note-form ${locationId}`
const kept = z.object({ kind: z.enum(["plain", "html"]), at: z.iso.datetime() })

/**
 * The proof of the form of notes as a row of `settings`, one a location. What the store does not give or
 * take is said in the log; the client of GHL goes on without.
 */
export function keepingNoteProof(database: () => Promise<Db>): NoteProofStore {
  async function find(locationId: string): Promise<NoteProof | null> {
    const db = await database()
    const [row] = await db
      .select({ value: settings.value })
      .from(settings)
      .where(eq(settings.key, keyOf(locationId)))
    return kept.safeParse(row?.value).data ?? null
  }

  async function write(locationId: string, { kind, at }: NoteProof): Promise<void> {
    const db = await database()
    const value = { kind, at }
    await db
      .insert(settings)
      .values({ key: keyOf(locationId), value })
      .onConflictDoUpdate({
        target: settings.key,
        set: { value, updatedAt: sql`clock_timestamp()` },
        // ISO instants of one form: the order of their signs is that of time. A row without one is replaced.
        setWhere: sql`coalesce(${settings.value} ->> 'at', '') collate "C" < ${at}`,
      })
  }

  async function findInTime(locationId: string): Promise<NoteProof | null> {
    let timer: NodeJS.Timeout | undefined
    const patience = new Promise<null>((resolve) => {
      timer = setTimeout(resolve, PATIENCE_MS, null)
    })
    const found = find(locationId).catch((err: unknown) => {
      log.warn({ err }, "the proven form of notes could not be read")
      return null
    })
    const proof = await Promise.race([found, patience])
    clearTimeout(timer)
    return proof
  }

  // In this context, not in that of the change that reads or writes a note: it is no part of that change.
  return {
    read: AsyncResource.bind(findInTime),
    keep: AsyncResource.bind((locationId: string, proof: NoteProof) => {
      write(locationId, proof).catch((err: unknown) => {
        log.warn({ err }, "the proven form of notes could not be kept")
      })
    }),
  }
}
