import type { Declared } from "./declared.ts"
import { exceptions as all, type Exception } from "./exceptions.ts"
import type { Specification } from "./specification.ts"

/**
 * - `answer`: what any answer must be; a property may be missing only where an exception says so.
 * - `filled`: what the answer about a contact must be that has everything: no property may be missing or
 *   null, and no list empty, unless the file's own example is an empty one.
 * - `written`: what the answer to any write must be: as `answer`, but for what it gives back as it was put.
 * - `request`: what may be sent; only what the files require must be there.
 */
export type Mode = "answer" | "written" | "filled" | "request"

type JsonSchema = { [keyword: string]: unknown }

/** What exceptions say of one schema. */
type Allowed = {
  properties: Record<string, Declared>
  /** Only in requests. */
  accepted: Record<string, Declared>
  nullable: Set<string>
  /** Required of a request by the files, and not by GHL. */
  unneeded: Set<string>
  absent: Set<string>
  /** Only in answers to writes. */
  asPut: Set<string>
  conditions: Extract<Exception, { kind: "only for some" }>[]
}

function allowedOf(name: string | null, exceptions: Exception[]): Allowed {
  const own = exceptions.filter(({ schemas }) => name !== null && schemas.includes(name))
  const allowed: Allowed = {
    properties: {},
    accepted: {},
    unneeded: new Set(),
    nullable: new Set(),
    absent: new Set(),
    asPut: new Set(),
    conditions: [],
  }
  for (const one of own) {
    if (one.kind === "only for some") allowed.conditions.push(one)
    else if (one.kind === "null when empty") addAll(allowed.nullable, one.properties)
    else if (one.kind === "absent when empty") addAll(allowed.absent, one.properties)
    else if (one.kind === "as it was put") addAll(allowed.asPut, one.properties)
    else if (one.kind === "accepted without") addAll(allowed.unneeded, one.properties)
    else if (one.kind === "accepted too") Object.assign(allowed.accepted, one.properties)
    else Object.assign(allowed.properties, one.properties)
  }
  return allowed
}

function addAll(names: Set<string>, more: string[]): void {
  for (const name of more) names.add(name)
}

/** A JSON Schema from a declared one: every property required, no other admitted, save exceptions. */
export function strictSchema(
  specification: Specification,
  schema: Declared,
  mode: Mode,
  exceptions: Exception[] = all,
): JsonSchema {
  const isOfAnybody = mode === "answer" || mode === "written"
  return convert(schema, null)

  function convert(one: Declared, name: string | null): JsonSchema {
    if (one.$ref) return convert(specification.schema(one.$ref), one.$ref)
    if (one.anyOf) return { anyOf: one.anyOf.map((option) => convert(option, null)) }
    // An object without declared properties has none.
    if (one.properties || one.patternProperties || one.type === "object") return object(one, name)
    const type = one.nullable && mode !== "filled" ? [one.type, "null"] : one.type
    return {
      ...(one.type ? { type } : {}),
      ...(mode === "filled" && one.type === "array" && !isEmptyList(one.example)
        ? { minItems: 1 }
        : {}),
      ...(one.enum ? { enum: one.enum } : {}),
      ...(one.items ? { items: convert(one.items, null) } : {}),
      ...formOf(one, mode),
    }
  }

  function object(one: Declared, name: string | null): JsonSchema {
    const allowed = allowedOf(name, exceptions)
    const accepted = mode === "request" ? allowed.accepted : {}
    const properties = { ...one.properties, ...allowed.properties, ...accepted }
    const conditional = new Set(allowed.conditions.flatMap((condition) => condition.properties))
    const mayMiss = (property: string) =>
      conditional.has(property) || (isOfAnybody && allowed.absent.has(property))
    const converted = Object.entries(properties).map(([property, inner]) => {
      const isAsPut = mode === "written" && allowed.asPut.has(property)
      const schema = isAsPut ? {} : convert(inner, null)
      const orNull = isOfAnybody && allowed.nullable.has(property)
      return [property, orNull ? { anyOf: [schema, { type: "null" }] } : schema] as const
    })
    const patterns = Object.entries(one.patternProperties ?? {}).map(
      ([pattern, inner]) => [pattern, convert(inner, null)] as const,
    )
    return {
      type: one.nullable && mode !== "filled" ? ["object", "null"] : "object",
      properties: Object.fromEntries(converted),
      patternProperties: Object.fromEntries(patterns),
      additionalProperties: false,
      minProperties: one.minProperties ?? 0,
      required:
        mode === "request"
          ? (one.required ?? []).filter((property) => !allowed.unneeded.has(property))
          : Object.keys(properties).filter((property) => !mayMiss(property)),
      ...(mode !== "request" && allowed.conditions.length > 0
        ? { allOf: allowed.conditions.map(conditionSchema) }
        : {}),
    }
  }
}

function isEmptyList(example: unknown): boolean {
  return Array.isArray(example) && example.length === 0
}

function conditionSchema({ properties, when }: Allowed["conditions"][number]): JsonSchema {
  const never = Object.fromEntries(properties.map((property) => [property, false]))
  const among = { enum: when.is }
  return {
    anyOf: [
      { type: "object", properties: { [when.property]: among }, required: properties },
      { type: "object", properties: { ...never, [when.property]: { not: among } } },
    ],
  }
}

/**
 * The form of a string, where the example beside it shows one. Of what is sent only instants have one:
 * GHL is not known to ask for any other.
 */
function formOf({ type, example }: Declared, mode: Mode): JsonSchema {
  if (type !== "string" || typeof example !== "string") return {}
  if (/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(example)) return { format: "date-time" }
  if (mode === "request") return {}
  if (/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(example)) {
    return { pattern: "^\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d$" }
  }
  if (/^https?:\/\/\S+$/.test(example)) return { format: "uri" }
  return {}
}
