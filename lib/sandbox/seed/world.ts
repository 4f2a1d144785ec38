import type {
  FieldDefinition,
  StoredAppointment,
  StoredContact,
  StoredNote,
  StoredTask,
} from "../types.ts"
import { appointmentsOf } from "./appointments.ts"
import { customValuesOf } from "./custom-values.ts"
import { seedFields } from "./definitions.ts"
import { documentsOf, isRedirected, type SeedDocument } from "./documents.ts"
import { idOf } from "./ids.ts"
import { notesOf } from "./notes.ts"
import { COORDINATORS, createPerson, type Person } from "./people.ts"
import { dayBefore } from "./random.ts"

/** Everything the seed makes. Nobody changes it: the store replaces what changes. */
export type World = {
  seed: number
  /** How many contacts. */
  count: number
  definitions: FieldDefinition[]
  /** Newest first. */
  contacts: StoredContact[]
  /** By contact id; what is drawn only when it is looked at is drawn from this. */
  people: Map<string, Person>
  documents: Map<string, SeedDocument>
  /** Documents that answer with a redirect to storage unless settings say otherwise. */
  redirected: Set<string>
  /** By contact id, as the vendor's spec shapes them. Who has none is left out. */
  tasks: Record<string, StoredTask[]>
  appointments: Record<string, StoredAppointment[]>
}

/** Worlds of more contacts than this take memory: one of them is kept, the last. */
export const SMALL_WORLD = 2_000
const made = new Map<string, Promise<World>>()
let lastLarge: string | null = null

/** The world of this seed with so many contacts. The same arguments give the same world. */
export function createWorld(seed: number, count: number): Promise<World> {
  const key = `${seed}/${count}`
  if (count > SMALL_WORLD && lastLarge !== key) {
    if (lastLarge !== null) made.delete(lastLarge)
    lastLarge = key
  }
  const known = made.get(key) ?? makeWorld(seed, count)
  made.set(key, known)
  return known
}

/** The same, made anew each time. */
export async function makeWorld(seed: number, count: number): Promise<World> {
  const world: World = {
    seed,
    count,
    definitions: seedFields.map((field) => field.definition),
    contacts: [],
    people: new Map(),
    documents: new Map(),
    redirected: new Set(),
    tasks: {},
    appointments: {},
  }
  const withValues = drawnOnSight(world)
  for (let index = 0; index < count; index += 1) {
    const person = createPerson(seed, index)
    const documents = await documentsOf(seed, person)
    const contact = withValues(person.contact)
    world.contacts.push(contact)
    world.people.set(contact.id, person)
    const tasks = tasksOf(seed, person)
    if (tasks.length > 0) world.tasks[contact.id] = tasks
    const appointments = appointmentsOf(seed, person)
    if (appointments.length > 0) world.appointments[contact.id] = appointments
    for (const document of documents) world.documents.set(document.id, document)
    const [first] = documents
    if (first && isRedirected(person)) world.redirected.add(first.id)
  }
  return world
}

/**
 * Gives a contact its custom fields, drawn when they are first looked at: of 100,000 contacts few ever
 * are, and their values take most of the time and of the memory.
 */
function drawnOnSight(world: World): (contact: Person["contact"]) => StoredContact {
  const property = { enumerable: true, configurable: true }
  // One getter for all, and a property that was not there before: else each contact has a shape of its own.
  function get(this: StoredContact): StoredContact["customFields"] {
    const person = world.people.get(this.id)
    const documents = [...world.documents.values()].filter((one) => one.contactId === this.id)
    const value = person ? customValuesOf(world.seed, person, documents) : []
    Object.defineProperty(this, "customFields", { ...property, writable: true, value })
    return value
  }
  return (contact) =>
    Object.defineProperty<StoredContact>(contact as StoredContact, "customFields", {
      ...property,
      get,
    })
}

/** What the seed wrote on a contact, oldest first. */
export function seededNotes(world: World, contactId: string): StoredNote[] {
  const person = world.people.get(contactId)
  return person ? notesOf(world.seed, person) : []
}

function tasksOf(seed: number, { index, contact }: Person): StoredTask[] {
  if (index % 3 !== 0) return []
  return [
    {
      id: idOf("task", seed, index),
      title: "Call about the draw appointment",
      body: "Confirm fasting and place.",
      assignedTo: COORDINATORS[index % COORDINATORS.length] ?? "",
      dueDate: `${dayBefore(-4)}T16:00:00.000Z`,
      completed: index % 2 === 0,
      contactId: contact.id,
    },
  ]
}
