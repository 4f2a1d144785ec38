import "server-only"
import { database } from "#lib/db/instance.ts"
import { env } from "#lib/env.ts"
import { ghl } from "#lib/ghl/instance.ts"
import { log } from "#lib/log.ts"
import { lastNight, takeNight, wasMissed } from "./night.ts"
import { beginRun, runReconciliation } from "./run.ts"

const TICK_MS = 60_000

type Look = { runId: string; ended: Promise<unknown> }

// On globalThis: the web framework loads modules more than once in a process.
const holder = globalThis as typeof globalThis & {
  caredeskNights?: { timer: NodeJS.Timeout; stop: AbortController; running: Promise<void> }
  caredeskLook?: Promise<Look>
  caredeskLookId?: string
}

async function lookTonight(signal: AbortSignal): Promise<void> {
  const { CLINIC_TIME_ZONE } = env()
  const { night, on } = lastNight(new Date(), CLINIC_TIME_ZONE)
  const db = await database()
  if (!on && !(await wasMissed(db, night, CLINIC_TIME_ZONE))) return
  const taken = await takeNight(db, night)
  if (taken) await runReconciliation(db, ghl(), taken.runId, taken.place, signal)
}

/** Looks every minute whether it is the hour of tonight's reconciliation, or last night's was missed; once a process. */
export function startNights(): void {
  if (holder.caredeskNights) return
  const stop = new AbortController()
  let busy = false
  const nights = {
    stop,
    running: Promise.resolve(),
    timer: setInterval(() => {
      if (busy) return
      busy = true
      nights.running = lookTonight(stop.signal)
        .catch((error) => log.error({ err: error }, "the reconciliation failed"))
        .finally(() => {
          busy = false
        })
    }, TICK_MS),
  }
  nights.timer.unref()
  holder.caredeskNights = nights
}

/** Ends it: a run under way stops at the next contact, and is gone on with by another process or later. */
export async function stopNights(): Promise<void> {
  const nights = holder.caredeskNights
  delete holder.caredeskNights
  clearInterval(nights?.timer)
  nights?.stop.abort()
  await nights?.running
}

async function begin(): Promise<Look> {
  const db = await database()
  const runId = await beginRun(db)
  const place = { after: null, reached: async () => true, pauseMs: 0 }
  const ended = runReconciliation(db, ghl(), runId, place)
    .catch((error) => {
      log.error({ err: error }, "the reconciliation failed")
    })
    .finally(() => {
      holder.caredeskLook = undefined
      holder.caredeskLookId = undefined
    })
  holder.caredeskLookId = runId
  return { runId, ended }
}

/** Begins a look now, or joins the one that was asked for before and is not over. */
export function lookNow(): Promise<Look> {
  holder.caredeskLook ??= begin().catch((error) => {
    holder.caredeskLook = undefined
    throw error
  })
  return holder.caredeskLook
}

/** Whether a look that was asked for is still under way in this process. */
export const isLooking = (runId: string): boolean => holder.caredeskLookId === runId
