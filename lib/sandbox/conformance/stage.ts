import { controlOf, type SandboxControl } from "../control.ts"
import { fieldIdOf } from "../seed/definitions.ts"
import { LOCATION_ID } from "../seed/location.ts"
import { strangeContact } from "../seed/persons-of-note.ts"
import { createWorld } from "../seed/world.ts"
import type { RunningSandbox } from "../server.ts"
import { callerOf, startTestSandbox } from "../testing/caller.ts"
import { wholeExtras } from "./stage-extras.ts"
import { acceptedByKind, fieldsByKind, undeclaredFields } from "./stage-fields.ts"

const SEED = 20261124

/** A sandbox with a contact that has everything GHL's files declare, and whom to ask about. */
export type Stage = {
  sandbox: RunningSandbox
  control: SandboxControl
  send: ReturnType<typeof callerOf>
  locationId: string
  /** Has everything, appointments and documents too; second in the list. */
  contactId: string
  /** A note of it with everything. */
  noteId: string
  /** Has a task that is to be done. */
  tasked: string
  taskId: string
  fieldId: string
  /** All contacts, newest first. */
  everybody: string[]
  /** The cursor after which the list goes on with `contactId`. */
  before: { startAfter: string; startAfterId: string }
  /** Two contacts with as little as a contact may have. */
  bare: [string, string]
  /** A body of the update with every property it declares. */
  wholeContact: Record<string, unknown>
  /** Custom fields as the update takes them beyond what it declares: a list a request. */
  acceptedFields: Record<string, unknown>[][]
  /** Back to how it began. */
  reset(): Promise<void>
  close(): Promise<void>
}

/** What empties a contact: an empty text what may not be null. */
const EMPTY = {
  address1: null,
  city: null,
  state: null,
  country: "",
  postalCode: "",
  timezone: null,
  source: null,
  dateOfBirth: null,
}

const channel = { status: "active", message: "Asked not to be called", code: "103" }

const WHOLE_CONTACT = {
  firstName: "Rosan",
  lastName: "Deo",
  name: "Rosan Deo",
  email: "rosan@example.com",
  phone: "+12125550142",
  address1: "3535 1st St N",
  city: "Dolomite",
  state: "AL",
  postalCode: "35061",
  website: "https://www.example.com",
  timezone: "America/Chicago",
  dnd: true,
  dndSettings: {
    Call: channel,
    Email: channel,
    SMS: channel,
    WhatsApp: channel,
    GMB: channel,
    FB: channel,
  },
  inboundDndSettings: { all: { status: "active", message: "Do not forward" } },
  tags: ["founding_member", "bloodwork_scheduled"],
  customFields: Object.values(fieldsByKind),
  source: "public api",
  dateOfBirth: "1990-09-25",
  country: "US",
  assignedTo: "y0BeYjuRIlDwsDcOHOJo",
}

export async function openStage(): Promise<Stage> {
  const sandbox = await startTestSandbox({ seed: SEED })
  const control = controlOf(sandbox.url)
  const send = callerOf(sandbox.url)
  const world = await createWorld(SEED, 51)
  const [first, whole, third, fourth] = world.contacts
  if (!first || !whole || !third || !fourth) throw new Error("The seed has no contacts")
  const stage: Stage = {
    sandbox,
    control,
    send,
    locationId: LOCATION_ID,
    contactId: whole.id,
    noteId: "",
    tasked: first.id,
    taskId: "",
    fieldId: fieldIdOf("contact.select_bloodwork__any_documents__pdf_or_image"),
    bare: [third.id, fourth.id],
    everybody: world.contacts.map(({ id }) => id),
    before: { startAfter: String(Date.parse(first.dateAdded)), startAfterId: first.id },
    wholeContact: WHOLE_CONTACT,
    acceptedFields: [
      ...acceptedByKind.map((all) => all.map(({ field }) => field)),
      undeclaredFields,
    ],
    reset: () => setUp(stage),
    close: () => sandbox.close(),
  }
  await setUp(stage)
  return stage
}

async function setUp(stage: Stage): Promise<void> {
  const { control, send, contactId } = stage
  await control.reset({ seed: SEED })
  await control.settings({ indexLagMs: 0 })
  // No specification tells of values that contradict their definitions; the app's own tests have them.
  await control.editAsSomeoneElse(strangeContact(SEED).id, {
    fields: { "contact.pharmacy_name": null },
  })
  await control.editAsSomeoneElse(contactId, {
    contact: { companyName: "Deo & Daughters", extras: wholeExtras },
  })
  const updated = await send("PUT", `/contacts/${contactId}`, WHOLE_CONTACT)
  if (updated.status !== 200) throw new Error(`The contact was not filled: ${updated.text}`)
  await empty(stage)
  const notes = await control.truth(contactId)
  for (const { id } of notes?.notes ?? [])
    await send("DELETE", `/contacts/${contactId}/notes/${id}`)
  await send("POST", `/contacts/${contactId}/notes`, {
    body: "A1c 5.5 %",
    userId: "y0BeYjuRIlDwsDcOHOJo",
    title: "Follow-up",
    color: "#FFAA00",
    pinned: false,
  })
  stage.noteId = (await control.truth(contactId))?.notes[0]?.id ?? ""
  stage.taskId = await idOfTask(stage)
  // The seed's is done: to complete it would change nothing.
  await control.editAsSomeoneElse(stage.tasked, { tasks: { [stage.taskId]: false } })
  await control.clearJournal()
}

/** Contacts, switches and a task with nothing that may be left out. */
async function empty({ send, bare: [first, second] }: Stage): Promise<void> {
  const status = "active"
  const switches = { dndSettings: { Call: { status } }, inboundDndSettings: { all: { status } } }
  const task = { title: "Call", dueDate: "2026-12-01T15:00:00.000Z", completed: false }
  const replies = [
    await send("PUT", `/contacts/${first}`, { ...EMPTY, ...switches }),
    await send("PUT", `/contacts/${second}`, { inboundDndSettings: {} }),
    await send("POST", `/contacts/${first}/tasks`, task),
  ]
  for (const { status: answered, text } of replies) {
    if (answered > 201) throw new Error(`A contact was not emptied: ${text}`)
  }
}

async function idOfTask({ send, tasked }: Stage): Promise<string> {
  const { json } = await send("GET", `/contacts/${tasked}/tasks`)
  const [task] = Array.isArray(json.tasks) ? json.tasks : []
  return typeof task?.id === "string" ? task.id : ""
}
