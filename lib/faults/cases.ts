import type { SomeoneElseEdit } from "#lib/sandbox/types.ts"
import { catalogue, onWrite, type PlannedFault, planned } from "./catalogue.ts"
import type { Path } from "./paths.ts"
import { type Random, randomFrom } from "./random.ts"

/** An edit by somebody else, so many milliseconds after the approval. */
type PlannedEdit = { what: string; afterMs: number; edit: SomeoneElseEdit }

/** One draft, what stands in its contact's record before, and what shall go wrong. */
export type Case = {
  id: string
  contactId: string
  /** The texts that are approved. */
  summary: string
  analysis: string
  /** What the pipeline sent, where the reviewer corrects it before approving; null: it is approved as it came. */
  received: { summary: string; analysis: string } | null
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

/** One case in so many is corrected by its reviewer. */
const CORRECTED_EVERY = 4

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
  const texts = (hbA1c: string) => ({
    summary: `Summary of ${id}: HbA1c is ${hbA1c} %, within range. Ferritin <12 µg/L & falling.`,
    analysis: `Analysis of ${id}.\nHbA1c ${hbA1c} %, ferritin <12 µg/L & falling.\n\nNothing else stands out.`,
  })
  return {
    id,
    contactId,
    ...texts("5.4"),
    received: !plain && index % CORRECTED_EVERY === 1 ? texts("4.5") : null,
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
  const inputs = faults.map(({ on, fault, method }) => onWrite(on, fault, method))
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
