import type { Contact, FieldDefinition } from "#lib/ghl/types.ts"
import type { Problem } from "#lib/problem.ts"

/** All contacts of the location, in GHL's order, as they stood at most a minute ago. Never changed in place. */
export type Whole = {
  contacts: readonly Contact[]
  /** How many fewer these are than GHL's list itself counts; 0 where nobody is known to be missing. */
  missing: number
  definitions: readonly FieldDefinition[]
  /** Set when GHL gave the contacts but not the fields' names. */
  fieldsProblem: Problem | null
}

/** A contact that a change of ours touched, and when it last moved (the database's clock, epoch ms). */
export type Touched = { contactId: string; at: number }

/**
 * What a step of ours left in a contact for certain, for the engine saw it there. `target`: the custom
 * field's id, or the tag as GHL stores it. `at` as for `Touched`.
 */
export type Settled = {
  contactId: string
  at: number
  kind: "set-field" | "add-tag" | "remove-tag"
  target: string
  wanted: string
}

/** What is known of our own changes, by whichever process; all by the database's clock, epoch ms. */
export type OwnChanges = {
  now(): Promise<number>
  since(at: number): Promise<Touched[]>
  /** What was left in these contacts since then, oldest first. */
  settled(contactIds: readonly string[], since: number): Promise<Settled[]>
}
