import { GRANTED } from "../guards.ts"
import { contactOperations } from "./contacts.ts"
import { locationOperations } from "./locations.ts"

/**
 * One line an operation of GHL's files: its call and operationId, the scopes that the file names
 * (separated by spaces, empty when it names none), whether Caredesk has a use for it, and why.
 */
export type Line = readonly [
  call: `${"GET" | "POST" | "PUT" | "DELETE"} /${string}`,
  id: string,
  scopes: string,
  use: "in" | "out",
  why: string,
]

/** An operation that GHL's files declare, and what becomes of it here. */
export type Inventoried = {
  document: "contacts" | "locations"
  /** The operationId in the file. */
  id: string
  method: string
  path: string
  /** Those that the file names, in the order of the alphabet. */
  scopes: string[]
  use: Line[3]
  /** What Caredesk does with it, or why it has no use for it. */
  why: string
}

/**
 * All operations of GHL's contacts.json and locations.json. docs/upstream.md shows the same rows, and
 * the conformance suite compares them with the files in both directions.
 */
export const inventory: Inventoried[] = [
  ...contactOperations.map((line) => inventoried("contacts", line)),
  ...locationOperations.map((line) => inventoried("locations", line)),
]

function inventoried(document: Inventoried["document"], line: Line): Inventoried {
  const [call, id, scopes, use, why] = line
  const [method = "", path = ""] = call.split(" ")
  return { document, id, method, path, scopes: scopes.split(" ").filter(Boolean), use, why }
}

/**
 * Status of an operation that is not here: 401, as of GHL, where the files name scopes and the token
 * has none of them; else 501, which GHL never says, so that nobody takes it for GHL's.
 */
export function sandboxAnswer({ scopes }: Inventoried): 401 | 501 {
  return scopes.length > 0 && grantedOf(scopes) === undefined ? 401 : 501
}

/** The scope among these that the clinic's token has. */
export function grantedOf(scopes: string[]): (typeof GRANTED)[number] | undefined {
  return GRANTED.find((granted) => scopes.includes(granted))
}
