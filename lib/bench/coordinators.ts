import { setTimeout as sleep } from "node:timers/promises"
import type { Ghl } from "#lib/ghl/types.ts"

/** Calls a second that are asked for, by lane; whether there is room for them or not. */
export type Demand = { person: number; background: number; backgroundWrite: number }

/** When each call was asked for, and when its request left (null: it never did), epoch ms, by its id. */
export type Asked = Record<string, { at: number; leftAt: number | null }>

const clock = () => performance.timeOrigin + performance.now()

/** What is asked for in this process; requests are known by the id in their address. */
const open = new Map<string, Asked[string]>()

function watchRequests(): void {
  const send = globalThis.fetch
  globalThis.fetch = (input, init) => {
    const address = input instanceof Request ? input.url : String(input)
    const call = open.get(/\/contacts\/([pb]\w+)/.exec(address)?.[1] ?? "")
    if (call) call.leftAt ??= clock()
    return send(input, init)
  }
}
watchRequests()

/**
 * Asks the client for calls at even distances, from `startAt` for so long; what has no answer by then is
 * let go. Each call is for a contact nobody has, whose id tells it: `p` for a person, `b` for background,
 * then the name of this run.
 */
export async function askAway(
  ghl: Ghl,
  demand: Demand,
  { name, startAt, durationMs }: { name: string; startAt: number; durationMs: number },
): Promise<Asked> {
  const asked: Asked = {}
  const stop = new AbortController()
  const pending: Promise<unknown>[] = []
  const { signal } = stop
  let count = 0

  function ask(kind: keyof Demand): void {
    count += 1
    const id = `${kind === "person" ? "p" : "b"}${name}${String(count).padStart(6, "0")}`
    const call = { at: clock(), leftAt: null }
    asked[id] = call
    open.set(id, call)
    const answer =
      kind === "backgroundWrite"
        ? ghl.addTags(id, ["bench"], { priority: "background", signal })
        : ghl.listNotes(id, { priority: kind, fresh: true, signal })
    pending.push(answer.catch(() => undefined))
  }

  async function stream(kind: keyof Demand): Promise<void> {
    if (demand[kind] === 0) return
    let due = startAt
    while (due < startAt + durationMs) {
      const early = due - Date.now()
      if (early > 0) await sleep(early)
      ask(kind)
      due += 1_000 / demand[kind]
    }
  }

  const ended = sleep(Math.max(0, startAt + durationMs - Date.now())).then(() => stop.abort())
  await Promise.all([stream("person"), stream("background"), stream("backgroundWrite"), ended])
  await Promise.all(pending)
  return asked
}
