import "server-only"
import { env } from "#lib/env.ts"
import { readFieldValue } from "#lib/ghl/field-values.ts"
import type { Contact, FieldDefinition } from "#lib/ghl/types.ts"
import type { Settled } from "./types.ts"

/** The contact with what our own changes left in it, oldest first. */
export function laidOver(
  contact: Contact,
  settled: readonly Settled[],
  definitions: readonly FieldDefinition[],
): Contact {
  return settled.reduce((laid, one) => withOne(laid, one, definitions), contact)
}

function withOne(
  contact: Contact,
  { kind, target, wanted }: Settled,
  definitions: readonly FieldDefinition[],
): Contact {
  if (kind === "set-field") {
    const others = contact.fields.filter(({ fieldId }) => fieldId !== target)
    if (wanted.trim() === "") return { ...contact, fields: others }
    const definition = definitions.find(({ id }) => id === target)
    const known = definition && { definition, labels: new Map<string, string>() }
    const value = readFieldValue(wanted, known, env().CLINIC_TIME_ZONE)
    return { ...contact, fields: [...others, { fieldId: target, value }] }
  }
  const others = contact.tags.filter((tag) => tag !== target)
  return { ...contact, tags: kind === "add-tag" ? [...others, target] : others }
}
