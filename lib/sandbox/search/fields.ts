import { Refusal } from "../answers.ts"
import { fullName } from "../shapes.ts"
import type { FieldDefinition, StoredContact, StoredValue } from "../types.ts"
import type { Measure } from "./ranges.ts"

/** How a field may be filtered, and what of a contact it looks at. */
export type SearchField = {
  operators: readonly string[]
  /** Of a range; instants when it is left out. */
  measure?: Measure
  /** Kept in lower case, and compared with what is asked as it was sent. */
  lowerCase?: true
  read: (contact: StoredContact) => StoredValue | undefined
}

const EXIST = ["exists", "not_exists"] as const
const EQUAL = ["eq", "not_eq"] as const
const CONTAIN = ["contains", "not_contains"] as const
const TEXT = [...EQUAL, ...CONTAIN, ...EXIST] as const
const DATE = ["range", ...EXIST] as const

const STANDARD: Record<string, SearchField> = {
  id: { operators: EQUAL, read: (contact) => contact.id },
  contactName: { operators: ["eq", "not_eq", ...EXIST], read: (c) => fullName(c) || undefined },
  tags: { operators: TEXT, read: (contact) => contact.tags },
  phone: { operators: TEXT, read: (contact) => contact.phone },
  email: { operators: [...EQUAL, ...EXIST], read: (contact) => contact.email },
  firstNameLowerCase: {
    operators: TEXT,
    lowerCase: true,
    read: (contact) => contact.firstName?.toLowerCase(),
  },
  lastNameLowerCase: {
    operators: TEXT,
    lowerCase: true,
    read: (contact) => contact.lastName?.toLowerCase(),
  },
  address: { operators: TEXT, read: (contact) => contact.address1 },
  city: { operators: TEXT, read: (contact) => contact.city },
  state: { operators: TEXT, read: (contact) => contact.state },
  country: { operators: TEXT, read: (contact) => contact.country },
  postalCode: { operators: TEXT, read: (contact) => contact.postalCode },
  companyName: { operators: TEXT, read: (contact) => contact.companyName },
  source: { operators: TEXT, read: (contact) => contact.source },
  type: { operators: [...EQUAL, ...EXIST], read: (contact) => contact.type },
  timezone: { operators: [...EQUAL, ...EXIST], read: (contact) => contact.timezone },
  assignedTo: { operators: [...EQUAL, ...EXIST], read: (contact) => contact.assignedTo },
  dnd: { operators: [...EQUAL, ...EXIST], read: (contact) => contact.dnd },
  dateAdded: { operators: DATE, read: (contact) => contact.dateAdded },
  dateUpdated: { operators: DATE, read: (contact) => contact.dateUpdated },
  dateOfBirth: { operators: DATE, read: (contact) => contact.dateOfBirth },
}

const BY_TYPE: Record<string, readonly string[]> = {
  TEXT,
  LARGE_TEXT: TEXT,
  SINGLE_OPTIONS: TEXT,
  RADIO: TEXT,
  PHONE: TEXT,
  CHECKBOX: [...EQUAL, ...EXIST],
  MULTIPLE_OPTIONS: [...EQUAL, ...EXIST],
  NUMERICAL: [...EQUAL, "range", ...EXIST],
  MONETORY: [...EQUAL, "range", ...EXIST],
  DATE,
}

/** The field of this name: a standard one, or `customFields.{id}`. 400 in GHL's words for others. */
export function searchField(name: string, definitions: FieldDefinition[]): SearchField {
  const standard = Object.hasOwn(STANDARD, name) ? STANDARD[name] : undefined
  if (standard) return standard
  const [prefix, id, optionId] = name.split(".")
  const definition = definitions.find((field) => field.id === id)
  if (prefix !== "customFields" || !definition) throw new Refusal(400, `Invalid field ${name}`)
  const read = (contact: StoredContact) =>
    contact.customFields.find((field) => field.id === id)?.value
  if (definition.dataType === "TEXTBOX_LIST") return boxField(name, optionId, read)
  const operators = BY_TYPE[definition.dataType]
  if (!operators || optionId) throw new Refusal(400, `Invalid field ${name}`)
  return { operators, measure: definition.dataType === "DATE" ? "instants" : "numbers", read }
}

/** One box of a text box list: `customFields.{id}.{optionId}`. */
function boxField(
  name: string,
  optionId: string | undefined,
  read: SearchField["read"],
): SearchField {
  if (!optionId) throw new Refusal(400, `Invalid field ${name}`)
  return {
    operators: TEXT,
    read: (contact) => {
      const boxes = read(contact)
      return typeof boxes === "object" && !Array.isArray(boxes) ? boxes[optionId] : undefined
    },
  }
}
