import type { JournalEntry, Spending } from "#lib/sandbox/types.ts"
import type { Asked } from "./coordinators.ts"

/** What was on its way when a person asked may still arrive after it, ms. */
const ON_ITS_WAY_MS = 50

/** Which call this request is, null for one of nobody here. */
const idOf = (entry: JournalEntry): string | null =>
  /\/contacts\/([pb]\w+)/.exec(entry.path)?.[1] ?? null

/** Most requests of background that arrived between a person's asking and the arrival of its request. */
export function mostBackgroundBefore(journal: JournalEntry[], asked: Asked): number {
  let most = 0
  const background: number[] = []
  for (const entry of journal) {
    const id = idOf(entry)
    if (id === null) continue
    if (id.startsWith("b")) background.push(Date.parse(entry.time))
    const since = asked[id]
    if (!id.startsWith("p") || since === undefined) continue
    let passed = 0
    for (let n = background.length - 1; n >= 0; n -= 1) {
      if ((background[n] ?? 0) <= since + ON_ITS_WAY_MS) break
      passed += 1
    }
    most = Math.max(most, passed)
  }
  return most
}

/** Refused calls that met no call of the others in their interval. */
export const ownRefusals = ({ refusals }: Spending): number =>
  refusals.filter(({ othersAt }) => othersAt.length === 0).length
