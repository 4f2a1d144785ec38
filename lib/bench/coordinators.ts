import { setTimeout as sleep } from "node:timers/promises"
import { isPassing } from "#lib/ghl/tries.ts"
import type { Ghl } from "#lib/ghl/types.ts"
import { type Asked, newTry } from "./judge.ts"

/** Calls a second that are asked for, by lane; whether there is room for them or not. */
export type Demand = { person: number; background: number; backgroundWrite: number }

/** Epoch ms that never go back, the same in all processes of a machine. */
export const commonClock = () => performance.timeOrigin + performance.now()

/** What is asked for in this process; requests are known by the id in their address. */
const open = new Map<string, Asked>()

function watchRequests(): void {
  const send = globalThis.fetch
  globalThis.fetch = async (input, init) => {
    const address = input instanceof Request ? input.url : String(input)
    const call = open.get(/\/contacts\/(q\d+)/.exec(address)?.[1] ?? "")
    const last = call?.tries.at(-1)
    if (last) last.leftAt ??= commonClock()
    // Whoever was asked for still waits, from here on for the next try.
    const failed = () => call?.tries.push(newTry(commonClock()))
    const response = await send(input, init).catch((error: unknown) => {
      failed()
      throw error
    })
    if (isPassing(response.status)) failed()
    return response
  }
}
watchRequests()

/**
 * Asks the client for calls at even distances, from `startAt` (epoch ms) for so long; what has no answer by
 * then is let go. Each call is for a contact nobody has, whose id tells it.
 */
export async function askAway(
  ghl: Ghl,
  demand: Demand,
  { startAt, durationMs }: { startAt: number; durationMs: number },
): Promise<Asked[]> {
  const asked: Asked[] = []
  const stop = new AbortController()
  const pending: Promise<unknown>[] = []
  const { signal } = stop

  function ask(kind: keyof Demand): void {
    const id = `q${String(open.size).padStart(19, "0")}`
    const call: Asked = { background: kind !== "person", tries: [newTry(commonClock())] }
    asked.push(call)
    open.set(id, call)
    const answer =
      kind === "backgroundWrite"
        ? ghl.addTags(id, ["bench"], { priority: "background", signal })
        : ghl.listNotes(id, { priority: kind, fresh: true, signal })
    pending.push(
      answer.catch(() => {
        const last = call.tries.at(-1)
        if (last && !signal.aborted) last.refusedAt = commonClock()
      }),
    )
  }

  async function stream(kind: keyof Demand): Promise<void> {
    if (demand[kind] === 0) return
    let due = startAt
    while (due < startAt + durationMs) {
      const early = due - commonClock()
      if (early > 0) await sleep(early)
      ask(kind)
      due += 1_000 / demand[kind]
    }
  }

  const ended = sleep(Math.max(0, startAt + durationMs - commonClock())).then(() => stop.abort())
  await Promise.all([stream("person"), stream("background"), stream("backgroundWrite"), ended])
  await Promise.all(pending)
  return asked
}
