import type { Check } from "./check.ts"
import type { Declared } from "./declared.ts"
import type { Specification } from "./specification.ts"
import type { Mode } from "./strict-schema.ts"

type Body = Record<string, unknown>
type CheckOf = (schema: Declared, mode: Mode) => Check

/** A body that differs from a valid one, and in what. */
export type OtherBody = { what: string; body: unknown }

/** Some value of each type; what of them is wrong somewhere is for the declared schema to say. */
const ANYTHING = [null, 7, true, "text", "12/01/26", [7], {}, { a: 1 }]

/**
 * Every way to spoil a valid body that the schema tells of: bodies that are no object at all, and at
 * any depth each property left out, each property null, of another type, outside its enumeration or of
 * another form than an instant's, and one property too many. Entries of a map are properties, too.
 * `wrong`: those that the declared schema does not admit. `right`: those that it admits all the same, for
 * a property may be left out, and some are of any type. What the exceptions admit is not wrong.
 */
export function otherBodies(
  specification: Specification,
  schema: Declared,
  valid: Body,
  checkOf: CheckOf,
): { wrong: OtherBody[]; right: OtherBody[] } {
  const check = checkOf(schema, "request")
  const all = [
    { what: "null for a body", body: null },
    { what: "a list for a body", body: [] },
    { what: "a text for a body", body: "text" },
    ...spoiltObject(specification, [schema], valid, ""),
  ]
  const { wrong = [], right = [] } = Object.groupBy(all, ({ body }) =>
    check(body) === null ? "right" : "wrong",
  )
  return { wrong, right }
}

/** An object that is one of several declared ones. */
function spoiltObject(
  specification: Specification,
  schemas: Declared[],
  valid: Body,
  path: string,
): OtherBody[] {
  const properties = new Map<string, Declared[]>()
  for (const one of schemas.map((schema) => followed(specification, schema))) {
    for (const [name, inner] of Object.entries(one.properties ?? {})) {
      properties.set(name, [...(properties.get(name) ?? []), followed(specification, inner)])
    }
  }
  return [
    { what: `${path}a property too many`, body: { ...valid, undeclared: "x" } },
    ...Object.keys(valid).map((name) => ({
      what: `${path}no ${name}`,
      body: Object.fromEntries(Object.entries(valid).filter(([other]) => other !== name)),
    })),
    // What is there without a declaration by name is an exception's, or an entry of a map.
    ...[...new Set([...properties.keys(), ...Object.keys(valid)])].flatMap((name) =>
      spoilt(specification, properties.get(name) ?? [], valid[name], `${path}${name}`).map(
        ({ what, body }) => ({ what, body: { ...valid, [name]: body } }),
      ),
    ),
  ]
}

function spoilt(
  specification: Specification,
  schemas: Declared[],
  valid: unknown,
  path: string,
): OtherBody[] {
  const other = ANYTHING.map((body) => ({ what: `${path} as ${JSON.stringify(body)}`, body }))
  if (Array.isArray(valid)) {
    const items = schemas.flatMap((one) => one.items?.anyOf ?? one.items ?? [])
    const inner = valid.flatMap((item, at) =>
      spoilt(specification, items, item, `${path}.${at}`).map(({ what, body }) => ({
        what,
        body: valid.with(at, body),
      })),
    )
    return [...other, ...inner]
  }
  if (!isBody(valid)) return other
  return [...other, ...spoiltObject(specification, schemas, valid, `${path}.`)]
}

function followed(specification: Specification, schema: Declared): Declared {
  return schema.$ref ? followed(specification, specification.schema(schema.$ref)) : schema
}

function isBody(value: unknown): value is Body {
  return typeof value === "object" && value !== null && !Array.isArray(value)
}
