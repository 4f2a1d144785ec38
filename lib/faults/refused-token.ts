import { type Case, planCase } from "./cases.ts"
import { onWrite, planned, WRITE_NAMES, type WriteName } from "./catalogue.ts"
import type { Desk } from "./desk.ts"
import { drive, newStory, type Story } from "./drive.ts"
import type { Kind } from "./kinds.ts"
import { pause } from "./scale.ts"
import { untilOver } from "./what-follows.ts"

/** What a person makes of a change that a refused token stopped, once GHL accepts it again. */
const THEN = ["left alone", "tried again"] as const

const nameOf = (then: (typeof THEN)[number]) => `token refused at a write, ${then}`

/** How long a person tries again: the desk may not have seen yet that the token is accepted. */
const PATIENCE_MS = 60_000

/** A case whose token GHL refuses from one of its writes on, and with nobody else about. */
function planRefused(seed: number, index: number, contactId: string, name: string, on: WriteName) {
  const plan: Case = { ...planCase(seed, index, contactId), edit: null, cancelFirst: false }
  return { ...plan, fault: planned(name, on, onWrite(on, { kind: "revoke-token" })) }
}

async function tryAgain({ reviewer }: Desk, story: Story, changeId: string): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS
  while (performance.now() < deadline) {
    if (await reviewer.tryAgain(changeId, story.draftId ?? "")) return
    await pause(500)
  }
}

/**
 * Has the token refused at each write of an approval, one case after the other, since a token is everybody's.
 * Without a person each must rest as stopped, also once the token is accepted again; tried again then, each
 * must be done. Adds the cases to `stories`, with how they have to end.
 */
export async function refuseToken(
  desk: Desk,
  stories: Story[],
  run: { seed: number; contactFor: (index: number) => string },
): Promise<void> {
  for (const then of THEN) {
    for (const on of WRITE_NAMES) {
      const index = stories.length
      const contactId = run.contactFor(index)
      const story = newStory(planRefused(run.seed, index, contactId, nameOf(then), on))
      story.mustRest = then === "left alone" ? "stopped" : "done"
      stories.push(story)
      await drive(desk, story, (act) => act())
      const changeId = story.changeIds.at(-1)
      if (changeId) await untilOver(desk, changeId)
      await desk.control.settings({ tokenRevoked: false })
      if (then === "tried again" && changeId) {
        await tryAgain(desk, story, changeId)
        await untilOver(desk, changeId)
      }
    }
  }
}

/** How often the token was refused at each write, and how often a request met it. */
export const refusedKinds = (stories: Story[], struck: ReadonlySet<string>): Kind[] =>
  THEN.flatMap((then) =>
    WRITE_NAMES.map((on) => {
      const its = stories.filter(
        ({ plan: { fault } }) => fault.name === nameOf(then) && fault.on === on,
      )
      const met = its.filter(({ faultIds }) => faultIds.every((id) => struck.has(id)))
      return { name: `${nameOf(then)}: ${on}`, planned: its.length, happened: met.length }
    }),
  )
