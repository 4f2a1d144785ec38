import type { Attribution, ContactExtras, DndSettings, StoredContact } from "../types.ts"
import { idOf } from "./ids.ts"
import { type Persona, personas } from "./personas.ts"
import { DAY_MS, daysAgo, drawer } from "./random.ts"
import { LIFECYCLE_TAGS, OTHER_TAGS } from "./tags.ts"

/** GHL users of the clinic who own contacts and write notes. */
export const COORDINATORS = ["noor", "beatriz", "callum"].map((name) => idOf("user", name))

const ZONES = [
  "America/New_York",
  "America/New_York",
  "America/Chicago",
  "America/Denver",
  "America/Los_Angeles",
  "Europe/London",
]
const STATES = ["NY", "VT", "MA", "IL", "CO", "CA"]

/** A contact before its custom fields, with what is scripted of it. */
export type Person = {
  index: number
  persona: Persona
  contact: Omit<StoredContact, "customFields">
}

export function personaOf(index: number): Persona {
  return personas[index] ?? {}
}

/** The contact at this place in the list. */
export function createPerson(seed: number, index: number): Person {
  const persona = personaOf(index)
  const draw = drawer(seed, 1, index)
  const firstName = persona.firstName === undefined ? draw.person.firstName() : persona.firstName
  const lastName = persona.lastName === undefined ? draw.person.lastName() : persona.lastName
  const email = draw.internet
    .email({ firstName: plain(firstName), lastName: plain(lastName), provider: "example.com" })
    .toLowerCase()
  const phone = `+1${draw.helpers.fromRegExp("[2-9][0-9]{2}555[0-9]{4}")}`
  const added = addedAt(index)
  const owner = draw.helpers.arrayElement([...COORDINATORS, undefined])
  const companyName = draw.datatype.boolean(0.2) ? draw.company.name() : undefined
  const born = draw.date.birthdate({ min: 24, max: 79, mode: "age", refDate: daysAgo(0) })
  const reach = Math.min(index, SPREAD) * DAY_MS
  const updated = Date.parse(added) + draw.number.float({ min: 0, max: 1 }) * reach
  const dnd = persona.dnd ?? draw.datatype.boolean(0.06)
  const extras = extrasOf(seed, index)
  return {
    index,
    persona,
    contact: {
      id: idOf("contact", seed, index),
      ...(firstName ? { firstName } : {}),
      ...(lastName ? { lastName } : {}),
      ...(persona.email === null ? {} : { email }),
      ...(persona.phone === null ? {} : { phone }),
      ...(companyName ? { companyName } : {}),
      address1: draw.location.streetAddress(),
      city: draw.location.city(),
      state: draw.helpers.arrayElement(STATES),
      country: "US",
      postalCode: draw.location.zipCode("#####"),
      timezone: persona.timezone ?? draw.helpers.arrayElement(ZONES),
      source: draw.helpers.arrayElement(["website form", "referral", "event", "podcast"]),
      type: index % 5 === 0 ? "lead" : "customer",
      ...(owner ? { assignedTo: owner } : {}),
      dateOfBirth: born.toISOString().slice(0, 10),
      dnd,
      ...(dnd ? { dndSettings: dndSettings() } : {}),
      tags: tagsOf(seed, index, persona),
      dateAdded: added,
      dateUpdated: new Date(Math.floor(updated)).toISOString(),
      extras,
    },
  }
}

/** So many contacts came about five days apart; those before them, whose founding was busier, minutes. */
const SPREAD = 400

/** Newest first; places 19 and 20 share an instant, across a page's edge. */
function addedAt(index: number): string {
  const place = index === 20 ? 19 : index
  if (place <= SPREAD) return daysAgo(2 + place * 5, -((place * 37) % 600))
  return daysAgo(3 + SPREAD * 5, -(place - SPREAD) * 7)
}

function plain(name: string | null): string {
  return (
    (name ?? "")
      .normalize("NFD")
      .replace(/[^A-Za-z]/g, "")
      .slice(0, 16) || "client"
  )
}

/** Stage tags, piled up or the last alone, and some of the others. */
function tagsOf(seed: number, index: number, persona: Persona): string[] {
  const draw = drawer(seed, 2, index)
  const drawn = draw.helpers.arrayElement([null, null, ...LIFECYCLE_TAGS.slice(0, 4)])
  const stage = persona.stage === undefined ? drawn : persona.stage
  const piled = persona.piled ?? false
  const at = stage === null ? -1 : LIFECYCLE_TAGS.indexOf(stage)
  const stages = stage === null ? [] : piled ? LIFECYCLE_TAGS.slice(0, at + 1) : [stage]
  const sent = stage === "junction" ? ["junction_sent"] : []
  const own = OTHER_TAGS[index % OTHER_TAGS.length] ?? "newsletter"
  const drawnTags = draw.helpers.arrayElements([...OTHER_TAGS], { min: 0, max: 2 })
  const others = persona.bare ? [] : [own, ...drawnTags]
  return [...new Set([...others, ...stages, ...sent, ...(persona.extraTags ?? [])])]
}

function dndSettings(): DndSettings {
  const open = { status: "inactive", message: "", code: "" }
  return {
    Call: open,
    Email: { status: "active", message: "Unsubscribed", code: "103" },
    SMS: { status: "active", message: "Asked not to be texted", code: "103" },
    WhatsApp: open,
    GMB: open,
    FB: open,
  }
}

/** Properties that GHL sends by id and that nobody's screen needs. */
function extrasOf(seed: number, index: number): ContactExtras {
  const draw = drawer(seed, 3, index)
  if (index % 6 !== 1)
    return { lastActivity: index % 2 ? daysAgo(index) : Date.parse(daysAgo(index)) }
  const source: Attribution = {
    url: `https://join.example.com/start?utm_id=${idOf("visit", seed, index)}`,
    campaign: "autumn",
    utmSource: "newsletter",
    utmMedium: "email",
    utmContent: null,
    referrer: "https://search.example.com/",
    campaignId: null,
    fbclid: null,
    gclid: null,
    msclikid: null,
    dclid: null,
    fbc: null,
    fbp: null,
    fbEventId: null,
    userAgent: draw.internet.userAgent(),
    ip: draw.internet.ipv4({ network: "test-net-1" }),
    medium: "form",
    mediumId: idOf("form", 1),
  }
  return {
    ssn: `900-${draw.string.numeric(2)}-${draw.string.numeric(4)}`,
    keyword: "blood test near me",
    visitorId: idOf("visitor", seed, index),
    attachments: "intake-form.pdf",
    businessId: idOf("business", index % 5),
    lastActivity: daysAgo(index),
    attributionSource: source,
    lastAttributionSource: source,
  }
}
