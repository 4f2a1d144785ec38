import type { FaultInput, SomeoneElseEdit } from "#lib/sandbox/types.ts"
import type { Path } from "./paths.ts"
import { type Random, randomFrom } from "./random.ts"
import { TIMES } from "./scale.ts"

/** A fault of the upstream as a case meets it. */
type PlannedFault = {
  /** Row of the table. */
  name: string
  /** The request it strikes, in words. */
  on: string
  inputs: (contactId: string) => FaultInput[]
}

/** An edit by somebody else, so many milliseconds after the approval. */
type PlannedEdit = { what: string; afterMs: number; edit: SomeoneElseEdit }

/** One draft, what stands in its contact's record before, and what shall go wrong. */
export type Case = {
  id: string
  contactId: string
  summary: string
  analysis: string
  /** call_notes and tags before. */
  oldNotes: string
  oldTags: string[]
  keeping: "keep" | "replace"
  fault: PlannedFault
  edit: PlannedEdit | null
  /** Cancelled while it is held, and approved again. */
  cancelFirst: boolean
}

export const TAG_ADDED = "bloodwork_completed"
export const TAG_REMOVED = "bloodwork_scheduled"

/** The four writes of an approval. */
export type WriteName = "PUT call_notes" | "POST tag" | "DELETE tag" | "POST note"

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

const planned = (name: string, on: string, ...inputs: ((id: string) => FaultInput)[]) => ({
  name,
  on,
  inputs: (id: string) => inputs.map((input) => input(id)),
})

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

const oldNotesOf = (id: string) => `Called before ${id}.\nAll well.`

/** What a colleague does at the same time, and how often. */
function editFor(random: Random, id: string): PlannedEdit | null {
  const afterMs = random.below(3_000)
  const text = `Edited by a colleague during ${id}`
  const edits: [string, SomeoneElseEdit][] = [
    ["call notes", { fields: { "contact.call_notes": text } }],
    ["call notes", { fields: { "contact.call_notes": text } }],
    ["the text of before back", { fields: { "contact.call_notes": oldNotesOf(id) } }],
    ["another tag", { addTags: [`seen-${id}`.toLowerCase()] }],
    ["another tag gone", { removeTags: ["vip"] }],
    ["the added tag gone", { removeTags: [TAG_ADDED] }],
    ["the removed tag back", { addTags: [TAG_REMOVED] }],
    ["a note", { notes: { add: [{ body: `A colleague's note during ${id}` }] } }],
  ]
  const [what, edit] = random.pick(edits)
  return random.next() < 0.4 ? { what, afterMs, edit } : null
}

/** The nth case of a seed, alone or among others the same. */
export function planCase(seed: number, index: number, contactId: string, plain = false): Case {
  const faults = catalogue(randomFrom(seed))
  const random = randomFrom(seed * 1_000_003 + index + 1)
  const id = `${plain ? "p" : "c"}${seed}-${index}`
  // Drawn in any case, so that a case is the same with and without its fault.
  const edit = editFor(random, id)
  const keeping = random.pick(["keep", "replace"] as const)
  const cancelFirst = random.next() < 0.04
  return {
    id,
    contactId,
    summary: `Summary of ${id}: HbA1c is 5.4 %, within range. Ferritin <12 µg/L & falling.`,
    analysis: `Analysis of ${id}.\nHbA1c 5.4 %, ferritin <12 µg/L & falling.\n\nNothing else stands out.`,
    oldNotes: oldNotesOf(id),
    oldTags: [TAG_REMOVED, "vip", "junction"],
    keeping,
    fault: plain ? planned("none", "") : (faults[index % faults.length] ?? planned("none", "")),
    edit: plain ? null : edit,
    cancelFirst: !plain && cancelFirst,
  }
}

/** A plain case that goes a path: its faults strike the path's writes, its edit comes before anything runs. */
export function planPath(
  seed: number,
  index: number,
  contactId: string,
  { name, faults, edit }: Pick<Path, "name" | "faults" | "edit">,
): Case {
  const inputs = faults.map(({ on, fault, method }) => {
    const target = WRITES.find((write) => write.on === on)
    if (!target) throw new Error(`There is no write ${on}`)
    return at(method ? { ...target, method } : target, fault)
  })
  return {
    ...planCase(seed, index, contactId, true),
    fault: planned(faults.length > 0 ? name : "none", "", ...inputs),
    edit: edit && { what: name, afterMs: 0, edit },
  }
}

/**
 * The case with effects that come twice as late, for desks whose settling time is twice as long. Without one
 * it is a race whether what is sent again or the late effect comes first; a busy machine must not decide it.
 */
export function evenLater(plan: Case): Case {
  const inputs = (contactId: string) =>
    plan.fault
      .inputs(contactId)
      .map((one) =>
        one.kind === "late-effect" ? { ...one, delayMs: 2 * (one.delayMs ?? 0) } : one,
      )
  return { ...plan, fault: { ...plan.fault, inputs } }
}

/** Call notes that a colleague writes while the change is held, right after the approval. */
const WHILE_HELD = { what: "call notes", afterMs: 0 }

/**
 * Every other case with a colleague's text while its change is held. An edit at any moment falls into the
 * hold too seldom for a short run without the fresh read to meet one for certain.
 */
export function editedWhileHeld(plan: Case, index: number): Case {
  if (index % 2 === 0) return plan
  const text = `Edited by a colleague while ${plan.id} was held`
  return { ...plan, edit: { ...WHILE_HELD, edit: { fields: { "contact.call_notes": text } } } }
}
