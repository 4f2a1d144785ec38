import type { FaultInput } from "#lib/sandbox/types.ts"
import type { Random } from "./random.ts"
import { TIMES } from "./scale.ts"

/** A fault of the upstream as a case meets it. */
export type PlannedFault = {
  /** Row of the table. */
  name: string
  /** The request it strikes, in words. */
  on: string
  inputs: (contactId: string) => FaultInput[]
}

/** The four writes of an approval, in their order. */
export const WRITE_NAMES = ["PUT call_notes", "POST tag", "DELETE tag", "POST note"] as const
export type WriteName = (typeof WRITE_NAMES)[number]

type Target = { on: string; method: string; path: (contactId: string) => string }

const CONTACT = (id: string) => `/contacts/${id}$`
const TAGS = (id: string) => `/contacts/${id}/tags$`
const NOTES = (id: string) => `/contacts/${id}/notes$`

/** `look`: what is read to see a write, and how often it was read before that. */
type Look = { path: Target["path"]; after: number }
const WRITES: (Target & { on: WriteName; look: Look })[] = [
  { on: "PUT call_notes", method: "PUT", path: CONTACT, look: { path: CONTACT, after: 1 } },
  { on: "POST tag", method: "POST", path: TAGS, look: { path: CONTACT, after: 3 } },
  { on: "DELETE tag", method: "DELETE", path: TAGS, look: { path: CONTACT, after: 5 } },
  { on: "POST note", method: "POST", path: NOTES, look: { path: NOTES, after: 1 } },
]
/** `reads`: how often a change reads it at least. */
const READS: (Target & { reads: number })[] = [
  { on: "GET contact", method: "GET", path: CONTACT, reads: 4 },
  { on: "GET notes", method: "GET", path: NOTES, reads: 2 },
]

const HTML = "<html><body>Please wait …</body></html>"
const UNANSWERED_MS = 600_000

const ON_WRITES: [string, Omit<FaultInput, "method" | "path">][] = [
  [
    "an effect long after our deadline",
    { kind: "late-effect", holdMs: UNANSWERED_MS, delayMs: TIMES.lateEffectMs },
  ],
  ["dropped after the effect", { kind: "drop-after" }],
  ["4xx after the effect", { kind: "status-after", status: 422 }],
  ["an effect long after the drop", { kind: "late-effect", delayMs: TIMES.lateEffectMs }],
  ["no answer before our deadline", { kind: "delay-after", delayMs: TIMES.clientTimeoutMs * 1.3 }],
  ["200 with HTML after the effect", { kind: "status-after", status: 200, body: HTML }],
  ["dropped before", { kind: "drop-before" }],
  ["500 after the effect", { kind: "status-after", status: 500 }],
  ["200 with succeded:false", { kind: "not-succeeded" }],
  ["502 with HTML", { kind: "html", status: 502 }],
  ["200 with HTML", { kind: "html", status: 200 }],
  ["500", { kind: "status", status: 500 }],
  ["429", { kind: "rate-limit" }],
  ["429 with Retry-After", { kind: "rate-limit", retryAfter: 1 }],
  ["4xx", { kind: "status", status: 422 }],
  ["broken JSON after the effect", { kind: "malformed" }],
]

const ON_READS: [string, Omit<FaultInput, "method" | "path">][] = [
  ["dropped before", { kind: "drop-before", count: 3 }],
  ["500", { kind: "status", status: 500, count: 4 }],
  ["502 with HTML", { kind: "html", status: 502, count: 3 }],
  ["200 with HTML", { kind: "html", status: 200, count: 3 }],
  ["broken JSON", { kind: "malformed", count: 2 }],
  ["4xx", { kind: "status", status: 422 }],
  ["429", { kind: "rate-limit" }],
  ["429 with Retry-After", { kind: "rate-limit", retryAfter: 1 }],
]

const lag: Omit<FaultInput, "method" | "path"> = {
  kind: "lag",
  delayMs: TIMES.readLagMs,
  count: 100_000,
}

const at = (target: Target, fault: Omit<FaultInput, "method" | "path">) => (id: string) => ({
  ...fault,
  method: target.method,
  path: target.path(id),
})

/** A row of the table, of what happens to the requests about a contact. */
export const planned = (name: string, on: string, ...inputs: ((id: string) => FaultInput)[]) => ({
  name,
  on,
  inputs: (id: string) => inputs.map((input) => input(id)),
})

/** What happens to one write of an approval, or with `method` to another request of the same path. */
export function onWrite(
  on: WriteName,
  fault: Omit<FaultInput, "method" | "path">,
  method?: string,
): (contactId: string) => FaultInput {
  const write = WRITES.find((one) => one.on === on)
  if (!write) throw new Error(`There is no write ${on}`)
  return at(method ? { ...write, method } : write, fault)
}

/** Reads that lag, alone and behind a write whose answer is lost or whose effect is late. */
function lagging(): PlannedFault[] {
  const behind = READS.map((read) => at(read, lag))
  const alone = planned("reads that lag writes", READS.map(({ on }) => on).join(", "), ...behind)
  const after = WRITES.flatMap((write) => [
    planned(
      "reads that lag, dropped after",
      write.on,
      at(write, { kind: "drop-after" }),
      ...behind,
    ),
    planned(
      "reads that lag, a late effect",
      write.on,
      at(write, { kind: "late-effect", delayMs: TIMES.lateEffectMs - TIMES.readLagMs / 2 }),
      ...behind,
    ),
  ])
  return [alone, alone, ...after]
}

/** A write in doubt whose effect comes late, while GHL refuses to show anything: no look tells until then. */
const unseen = (write: (typeof WRITES)[number]): PlannedFault =>
  planned(
    "looks refused, an effect long after the drop",
    write.on,
    at(write, { kind: "late-effect", delayMs: TIMES.lateEffectMs }),
    at(
      { on: write.on, method: "GET", path: write.look.path },
      { kind: "status", status: 422, after: write.look.after, count: 3 },
    ),
  )

/** Reads so slow that the change takes longer than a sweep: whoever takes it a second time must not. */
const slow = (read: Target): PlannedFault =>
  planned(
    "slow reads",
    read.on,
    at(read, { kind: "delay-after", delayMs: TIMES.clientTimeoutMs * 0.6, count: 100 }),
  )

/** Every fault on every request, those that have undone careless engines first. */
export function catalogue(random: Random): PlannedFault[] {
  const writes = ON_WRITES.flatMap(([name, fault]) =>
    WRITES.map((write) => planned(name, write.on, at(write, fault))),
  )
  const reads = READS.flatMap((read) =>
    ON_READS.map(([name, fault]) =>
      planned(name, read.on, at(read, { ...fault, after: random.below(read.reads) })),
    ),
  )
  const isFirst = ({ name, on }: PlannedFault) =>
    (on === "POST note" && ON_WRITES.slice(0, 6).some(([first]) => first === name)) ||
    name === "slow reads" ||
    name === "reads that lag writes" ||
    (on === "POST note" && name.startsWith("reads that lag"))
  const all = [
    planned("none", "", ...[]),
    planned("none", "", ...[]),
    ...[...READS, ...READS, ...READS].map(slow),
    ...writes,
    ...reads,
    ...lagging(),
    ...WRITES.map(unseen),
  ]
  return [
    ...random.shuffled(all.filter(isFirst)),
    ...random.shuffled(all.filter((f) => !isFirst(f))),
  ]
}
