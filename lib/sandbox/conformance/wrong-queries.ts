import type { Declared } from "./declared.ts"

type Query = Record<string, string>

/** The query with numbers where numbers are declared; what is none stays a text. */
export function typedQuery(declared: Declared, query: Query): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(query).map(([name, text]) => {
      const isNumber = declared.properties?.[name]?.type === "number"
      const number = text.trim() === "" ? Number.NaN : Number(text)
      return [name, isNumber && !Number.isNaN(number) ? number : text]
    }),
  )
}

/**
 * Every way to spoil a valid query that the declaration tells of: each required parameter left out,
 * each number no number, each enumeration left, one parameter too many.
 */
export function wrongQueries(declared: Declared, valid: Query): { what: string; query: Query }[] {
  const spoilt = Object.entries(declared.properties ?? {}).flatMap(([name, { type, enum: of }]) => [
    ...(type === "number" ? ["ten", ""].map((text) => [name, text] as const) : []),
    ...(of ? [[name, "nonsense"] as const] : []),
  ])
  return [
    { what: "a parameter too many", query: { ...valid, undeclared: "x" } },
    ...(declared.required ?? []).map((name) => ({
      what: `no ${name}`,
      query: Object.fromEntries(Object.entries(valid).filter(([other]) => other !== name)),
    })),
    ...spoilt.map(([name, text]) => ({
      what: `${name} as "${text}"`,
      query: { ...valid, [name]: text },
    })),
  ]
}
