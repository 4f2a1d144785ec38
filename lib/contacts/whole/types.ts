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

/** What is known of our own changes, by whichever process; both by the database's clock, epoch ms. */
export type OwnChanges = {
  now(): Promise<number>
  since(at: number): Promise<Touched[]>
}
