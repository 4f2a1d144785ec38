import type { GhlError } from "../errors.ts"
import type { Area } from "./dealings.ts"

export type Scope = "contacts.readonly" | "contacts.write" | "locations/customFields.readonly"

/** By which scope GHL grants each area (docs/upstream.md); null: files answer without one. */
export const SCOPES: Record<Area, Scope | null> = {
  contacts: "contacts.readonly",
  search: "contacts.readonly",
  record: "contacts.readonly",
  notes: "contacts.readonly",
  tasks: "contacts.readonly",
  appointments: "contacts.readonly",
  fields: "locations/customFields.readonly",
  documents: null,
  writes: "contacts.write",
}

type Told = GhlError & { lacks?: Scope | null }

/** Notes on an error which scope its call needs: GHL says that one is missing, and not which. */
export function tellScope(error: GhlError, area: Area): void {
  if (error.kind === "missing-scope") (error as Told).lacks = SCOPES[area]
}

/** The scope for want of which GHL refused; null: it was something else, or nobody knows. */
export const scopeLacking = (error: GhlError): Scope | null => (error as Told).lacks ?? null
