import { z } from "zod"
import { Refusal } from "../answers.ts"
import type { StoredContact } from "../types.ts"

type Key = string | number | null
/** A contact's place in an order: its sort values, then its id. */
export type Place = Key[]

const READERS: Record<string, (contact: StoredContact) => Key> = {
  firstNameLowerCase: (contact) => contact.firstName?.toLowerCase() ?? null,
  lastNameLowerCase: (contact) => contact.lastName?.toLowerCase() ?? null,
  businessName: (contact) => contact.companyName?.toLowerCase() ?? null,
  dateAdded: (contact) => Date.parse(contact.dateAdded),
  dateUpdated: (contact) => Date.parse(contact.dateUpdated),
  email: (contact) => contact.email?.toLowerCase() ?? null,
  dnd: (contact) => Number(contact.dnd),
  source: (contact) => contact.source?.toLowerCase() ?? null,
}

/** Fields whose sort value is a number; that of the others is a text or null. */
const NUMBERS = ["dateAdded", "dateUpdated", "dnd"]

export const sortSchema = z.array(
  z.strictObject({ field: z.string(), direction: z.enum(["asc", "desc"]) }),
)

const NUMBER = z.number()
const TEXT = z.string().nullable()
const ID = z.string()

export type Order = {
  /** Tells orders apart. */
  name: string
  place: (contact: StoredContact) => Place
  /** Whether these parts can be a place in it: as many as it has and of their kinds, the id last. */
  hasPlace: (parts: Place) => boolean
  compare: (a: Place, b: Place) => number
}

/** The order asked for; newest first without one. At most two fields, none of them custom. */
export function orderOf(asked: z.infer<typeof sortSchema>): Order {
  if (asked.length > 2) throw new Refusal(422, ["sort must contain no more than 2 elements"])
  const sorts = asked.length > 0 ? asked : [{ field: "dateAdded", direction: "desc" as const }]
  const readers = sorts.map(({ field }) => {
    const reader = Object.hasOwn(READERS, field) ? READERS[field] : undefined
    if (!reader) throw new Refusal(400, `Invalid field ${field}`)
    return reader
  })
  const kinds = [...sorts.map(({ field }) => (NUMBERS.includes(field) ? NUMBER : TEXT)), ID]
  const signs = sorts.map(({ direction }) => (direction === "asc" ? 1 : -1))
  const idSign = signs[0] ?? 1
  return {
    name: JSON.stringify(sorts),
    place: (contact) => [...readers.map((read) => read(contact)), contact.id],
    hasPlace: (parts) =>
      parts.length === kinds.length && kinds.every((kind, at) => kind.safeParse(parts[at]).success),
    compare: (a, b) => {
      for (const [at, sign] of [...signs, idSign].entries()) {
        const order = compareKeys(a[at] ?? null, b[at] ?? null, sign)
        if (order !== 0) return order
      }
      return 0
    },
  }
}

/** Contacts without a value come last in both directions. */
function compareKeys(a: Key, b: Key, sign: number): number {
  if (a === b) return 0
  if (a === null) return 1
  if (b === null) return -1
  return (a < b ? -1 : 1) * sign
}
