import type { GhlError, Scope } from "../errors.ts"
import type { Area } from "./dealings.ts"

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

/** Notes on an error which scope its call needs: GHL says that one is missing, and not which. */
export function tellScope(error: GhlError, area: Area): void {
  if (error.kind === "missing-scope") error.lacks = SCOPES[area]
}
