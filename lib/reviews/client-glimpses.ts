import "server-only"
import { LIFECYCLE_STAGES, stageOf } from "#lib/contacts/lifecycle.ts"
import { createMinuteMap, type MinuteMap } from "#lib/contacts/minute-map.ts"
import { GhlError } from "#lib/ghl/errors.ts"
import type { Problem } from "#lib/problem.ts"
import { readDraftContact } from "./contact-of-draft.ts"
import type { InboxClient } from "./inbox-types.ts"

/** What the inbox needs of a contact, kept for as long as a look at the inbox and back takes; never stored. */
export type Glimpse = {
  name: string | null
  stage: InboxClient["stage"]
  userId: string
  documentIds: string[]
  fieldsProblem: Problem | null
}

/** Of GHL's 100 calls in ten seconds, the inbox takes few at a time: whoever opens a record waits behind few. */
const AT_ONCE = 6

type Memory = { kept: MinuteMap<Promise<Glimpse>>; running: number; queue: (() => void)[] }

// On globalThis: the web framework loads modules more than once in a process.
const holderOf = globalThis as typeof globalThis & { caredeskGlimpses?: Memory }
const memory = (): Memory => {
  holderOf.caredeskGlimpses ??= { kept: createMinuteMap(), running: 0, queue: [] }
  return holderOf.caredeskGlimpses
}

/** Runs at most `AT_ONCE` at a time in this process, in order. */
async function inTurn<T>(act: () => Promise<T>): Promise<T> {
  const lane = memory()
  if (lane.running >= AT_ONCE) await new Promise<void>((go) => lane.queue.push(go))
  else lane.running += 1
  try {
    return await act()
  } finally {
    const next = lane.queue.shift()
    if (next) next()
    else lane.running -= 1
  }
}

async function read(contactId: string): Promise<Glimpse> {
  const { contact, userId, documentIds, fieldsProblem } = await readDraftContact(contactId)
  const stage = stageOf(contact.tags)
  return {
    name: contact.name.trim() || null,
    stage: stage && {
      label: stage.label,
      step: LIFECYCLE_STAGES.findIndex(({ id }) => id === stage.id) + 1,
    },
    userId,
    documentIds,
    fieldsProblem,
  }
}

/** A contact's glimpse, at most a minute old. Throws GhlError. `stillWanted` is asked before GHL is. */
export function glimpseOf(contactId: string, stillWanted: () => boolean): Promise<Glimpse> {
  const { kept } = memory()
  const known = kept.get(contactId)
  if (known) return known
  const glimpse = inTurn(() => {
    if (stillWanted()) return read(contactId)
    throw new GhlError({
      kind: "network",
      message: "not asked: GHL did not answer for others of this list",
      retryable: true,
      effect: "not-sent",
    })
  })
  kept.set(contactId, glimpse)
  glimpse.catch(() => kept.delete(contactId))
  return glimpse
}
