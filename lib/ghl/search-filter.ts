import "server-only"
import { refused } from "./context.ts"
import type { KnownField } from "./definitions-schema.ts"
import type { ContactFilter, SearchedOf, SearchedProperty, SearchOrder } from "./types.ts"

/** A filter as POST /contacts/search takes it. */
export type WireFilter =
  | { field: string; operator: string; value?: unknown }
  | { group: "AND" | "OR"; filters: WireFilter[] }

const NAMES: Record<SearchedProperty, string> = {
  name: "contactName",
  firstName: "firstNameLowerCase",
  lastName: "lastNameLowerCase",
  email: "email",
  phone: "phone",
  tags: "tags",
  companyName: "companyName",
  city: "city",
  state: "state",
  country: "country",
  timeZone: "timezone",
  source: "source",
  dateOfBirth: "dateOfBirth",
  doNotDisturb: "dnd",
  dateAdded: "dateAdded",
  dateUpdated: "dateUpdated",
}

/** Filters as one; without any GHL would have to guess whether everybody is meant or nobody. Throws GhlError. */
function groupOf(group: "AND" | "OR", filters: WireFilter[]): WireFilter {
  if (filters.length === 0) throw refused("rejected", "A filter asks for nothing that GHL knows")
  return { group, filters }
}

/** A filter in GHL's words. Throws GhlError where it asks for nothing. `fields` are the location's definitions by id. */
export function wireFilter(filter: ContactFilter, fields: Map<string, KnownField>): WireFilter {
  const inner = (filters: readonly ContactFilter[]) => filters.map((one) => wireFilter(one, fields))
  if ("every" in filter) return groupOf("AND", inner(filter.every))
  if ("some" in filter) return groupOf("OR", inner(filter.some))
  if ("filled" in filter) return existing(filter.of, filter.filled, fields)
  const field = nameOf(filter.of)
  const negated = "not" in filter && filter.not ? "not_" : ""
  if ("is" in filter)
    return { field, operator: `${negated}eq`, value: wanted(filter.of, filter.is) }
  if ("contains" in filter) {
    return { field, operator: `${negated}contains`, value: wanted(filter.of, filter.contains) }
  }
  return { field, operator: "range", value: filter.within }
}

/** GHL keeps these names in lower case, and does not say that it reads what is asked so too. */
const wanted = <T>(of: SearchedOf, value: T): T | string =>
  typeof value === "string" && (of === "firstName" || of === "lastName")
    ? value.toLowerCase()
    : value

const nameOf = (of: SearchedOf): string =>
  typeof of === "string" ? NAMES[of] : `customFields.${of.fieldId}`

/** A list of text boxes is asked box by box: GHL knows it by the ids of these alone. */
function existing(of: SearchedOf, filled: boolean, fields: Map<string, KnownField>): WireFilter {
  const field = nameOf(of)
  const operator = filled ? "exists" : "not_exists"
  const known = typeof of === "string" ? undefined : fields.get(of.fieldId)
  if (known?.definition.dataType !== "TEXTBOX_LIST") return { field, operator }
  const filters = [...known.labels.keys()].map((box) => ({ field: `${field}.${box}`, operator }))
  return groupOf(filled ? "OR" : "AND", filters)
}

const ORDERS: Record<SearchOrder["by"], readonly string[]> = {
  name: ["firstNameLowerCase", "lastNameLowerCase"],
  companyName: ["businessName"],
  email: ["email"],
  source: ["source"],
  doNotDisturb: ["dnd"],
  dateAdded: ["dateAdded"],
  dateUpdated: ["dateUpdated"],
}

/** An order in GHL's words: at most two of its fields. */
export const wireOrder = ({ by, direction }: SearchOrder) =>
  ORDERS[by].map((field) => ({ field, direction }))
