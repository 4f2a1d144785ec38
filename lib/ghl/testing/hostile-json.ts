import fc from "fast-check"
import { TOKEN } from "./wire.ts"

/** Stands for a value nested deeper than any stack; put in as text, for it cannot be built as a value. */
const DEEP = "deep-7f3a9c"
const NESTED = 50_000

const oddText = fc.constantFrom(
  "\0",
  "a\0b",
  "\u202egnp.exe",
  "\u2066a\u2069",
  "\ud800",
  "\udc00x",
  "",
  "  ",
  "__proto__",
  "../../x",
  "<script>alert(1)</script>",
  "<p>".repeat(5_000),
  "x".repeat(100_000),
  "https://services.leadconnectorhq.com/documents/download/doc9",
  `token ${TOKEN}`,
  "9".repeat(400),
  "2024-13-45",
)
const oddValue = fc.oneof(
  oddText,
  fc.jsonValue(),
  fc.constantFrom<unknown>(
    null,
    true,
    0,
    -1,
    1e308,
    8.64e15,
    [],
    {},
    [[]],
    [null],
    { toString: 1, valueOf: "x" },
    [{ toString: null }],
    { id: { id: {} }, value: [] },
    { length: -1 },
    DEEP,
    [DEEP],
    { a: DEEP },
  ),
)

type Change = { at: number; kind: "drop" | "set" | "add" | "rename"; value: unknown; name: string }

/** Some places of an answer, and what is done to each. */
export const changes: fc.Arbitrary<Change[]> = fc.array(
  fc.record({
    at: fc.nat(),
    kind: fc.constantFrom("drop", "set", "set", "set", "add", "rename"),
    value: oddValue,
    name: fc.oneof(oddText, fc.constantFrom("extra", "constructor", "toString", "toJSON", "then")),
  }),
  { minLength: 1, maxLength: 6 },
)

type Place = { holder: Record<string, unknown>; key: string }

function placesOf(value: unknown, found: Place[] = []): Place[] {
  if (typeof value !== "object" || value === null) return found
  // Arrays are holders too: their keys are indices.
  const holder = value as Record<string, unknown>
  for (const key of Object.keys(holder)) {
    found.push({ holder, key })
    placesOf(holder[key], found)
  }
  return found
}

/** The JSON of an answer after these changes. */
export function spoilt(body: object, all: Change[]): string {
  const copy = structuredClone(body)
  for (const { at, kind, value, name } of all) {
    const places = placesOf(copy)
    const place = places[at % Math.max(1, places.length)]
    if (!place) break
    const { holder, key } = place
    if (kind === "set") holder[key] = structuredClone(value)
    else if (kind === "add") set(holder, name, structuredClone(value))
    else {
      const old = holder[key]
      if (Array.isArray(holder)) holder.splice(Number(key), 1)
      else delete holder[key]
      if (kind === "rename") set(holder, name, old)
    }
  }
  const deep = "[".repeat(NESTED) + "]".repeat(NESTED)
  return JSON.stringify(copy).replaceAll(JSON.stringify(DEEP), deep)
}

/** As JSON has it: `__proto__` is a name like any other, and an array has no names. */
function set(holder: object, name: string, value: unknown): void {
  if (Array.isArray(holder)) {
    holder.push(value)
    return
  }
  Object.defineProperty(holder, name, {
    value,
    enumerable: true,
    configurable: true,
    writable: true,
  })
}
