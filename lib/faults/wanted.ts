import { type Case, planCase } from "./cases.ts"
import { catalogue } from "./catalogue.ts"
import { randomFrom } from "./random.ts"

/** A fault that a run has to meet: on this request, or (null) on one of those it can strike. */
export type Wanted = { name: string; on: string | null }

export const isOf = (fault: { name: string; on: string }, { name, on }: Wanted): boolean =>
  fault.name === name && (on === null || fault.on === on)

/** Names of all faults of the upstream, without the case that meets none. */
export const FAULT_NAMES: readonly string[] = [
  ...new Set(catalogue(randomFrom(0)).map(({ name }) => name)),
].filter((name) => name !== "none")

/** A run of so many cases has each fault on each request in store several times. */
const EACH_REQUEST_FROM = 500

/** The faults that a run of so many cases has to meet. */
export function wantedOf(count: number): Wanted[] {
  if (count < EACH_REQUEST_FROM) return FAULT_NAMES.map((name) => ({ name, on: null }))
  const all = catalogue(randomFrom(0)).filter(({ name }) => name !== "none")
  return [...new Map(all.map(({ name, on }) => [`${name} ${on}`, { name, on }])).values()]
}

/** A case with a fault that is wanted, and with nobody else about. */
export function planFault(seed: number, index: number, contactId: string, wanted: Wanted): Case {
  const random = randomFrom(seed * 1_000_003 + index + 1)
  const fault = random.pick(catalogue(random).filter((one) => isOf(one, wanted)))
  return { ...planCase(seed, index, contactId), fault, edit: null, cancelFirst: false }
}
