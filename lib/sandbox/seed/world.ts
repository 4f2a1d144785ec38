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

/** Everything the seed makes. Nobody changes it: the store works on copies. */
export type World = {
  seed: number
  /** How many contacts. */
  count: number
  definitions: FieldDefinition[]
  /** Newest first. */
  contacts: StoredContact[]
  /** By contact id, oldest first. */
  notes: Record<string, StoredNote[]>
  documents: Map<string, SeedDocument>
  /** Documents that answer with a redirect to storage unless settings say otherwise. */
  redirected: Set<string>
  /** By contact id, as the vendor's spec shapes them. */
  tasks: Record<string, StoredTask[]>
  appointments: Record<string, StoredAppointment[]>
}

const made = new Map<string, Promise<World>>()

/** The world of this seed with so many contacts. The same arguments give the same world. */
export function createWorld(seed: number, count: number): Promise<World> {
  const key = `${seed}/${count}`
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
    notes: {},
    documents: new Map(),
    redirected: new Set(),
    tasks: {},
    appointments: {},
  }
  for (let index = 0; index < count; index += 1) {
    const person = createPerson(seed, index)
    const documents = await documentsOf(seed, person)
    const { id } = person.contact
    world.contacts.push({
      ...person.contact,
      customFields: customValuesOf(seed, person, documents),
    })
    world.notes[id] = notesOf(seed, person)
    world.tasks[id] = tasksOf(seed, person)
    world.appointments[id] = appointmentsOf(seed, person)
    for (const document of documents) world.documents.set(document.id, document)
    const [first] = documents
    if (first && isRedirected(person)) world.redirected.add(first.id)
  }
  return world
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
