import type { Declared } from "./declared.ts"
import type { Specification } from "./specification.ts"

type Body = Record<string, unknown>

/** A body that the declared schema does not admit, and in what. */
export type WrongBody = { what: string; body: unknown }

/**
 * Every way to spoil a valid body that the schema tells of: each required property left out, each
 * property of another type or outside its enumeration (at any depth), one property too many, and bodies
 * that are no object at all.
 */
export function wrongBodies(
  specification: Specification,
  schema: Declared,
  valid: Body,
): WrongBody[] {
  const top = followed(specification, schema)
  return [
    { what: "a list for a body", body: [] },
    { what: "a text for a body", body: "text" },
    { what: "a property too many", body: { ...valid, undeclared: "x" } },
    ...(top.required ?? []).map((name) => ({
      what: `no ${name}`,
      body: Object.fromEntries(Object.entries(valid).filter(([other]) => other !== name)),
    })),
    ...spoiltProperties(specification, top, valid, ""),
  ]
}

function followed(specification: Specification, schema: Declared): Declared {
  return schema.$ref ? followed(specification, specification.schema(schema.$ref)) : schema
}

function spoiltProperties(
  specification: Specification,
  schema: Declared,
  valid: Body,
  path: string,
): WrongBody[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, inner]) =>
    spoilt(specification, inner, valid[name], `${path}${name}`).map(({ what, body }) => ({
      what,
      body: { ...valid, [name]: body },
    })),
  )
}

function spoilt(
  specification: Specification,
  declared: Declared,
  valid: unknown,
  path: string,
): WrongBody[] {
  const schema = followed(specification, declared)
  switch (schema.type) {
    case "string":
      return [
        { what: `${path} as a number`, body: 7 },
        { what: `${path} as an object`, body: { a: 1 } },
        ...(schema.enum ? [{ what: `${path} outside its enumeration`, body: "nonsense" }] : []),
      ]
    case "boolean":
      return [{ what: `${path} as a text`, body: "yes" }]
    case "number":
      return [{ what: `${path} as a text`, body: "ten" }]
    case "array":
      return [
        { what: `${path} as a text`, body: "one" },
        // Items of one type each; where there are several (anyOf), a bare number is none of them.
        { what: `${path} with a number in it`, body: [7] },
      ]
    default:
      return [
        { what: `${path} as a number`, body: 7 },
        ...(isBody(valid) ? spoiltProperties(specification, schema, valid, `${path}.`) : []),
      ]
  }
}

function isBody(value: unknown): value is Body {
  return typeof value === "object" && value !== null && !Array.isArray(value)
}
