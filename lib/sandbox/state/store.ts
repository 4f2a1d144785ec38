import { createWorld, SMALL_WORLD, seededNotes, type World } from "../seed/world.ts"
import type { JournalEntry, StoredContact, StoredNote, StoredTask } from "../types.ts"
import { ContactLists } from "./contact-lists.ts"
import { DiskLog } from "./disk-log.ts"
import { History } from "./history.ts"
import { Journal } from "./journal.ts"
import { SearchIndex } from "./search-index.ts"
import { SortedList } from "./sorted-list.ts"

/** A log beyond this size is folded into a new snapshot. */
const COMPACT_BYTES = 16_000_000

/** What differs from the seed: the seed itself is made again. */
type Kept = {
  seed: number
  count: number
  contacts: Record<string, StoredContact | null>
  notes: Record<string, StoredNote[]>
  tasks?: Record<string, StoredTask[]>
  journal: JournalEntry[]
}

const isSame = (world: World, seed: number, count: number): boolean =>
  world.seed === seed && world.count === count

type ListPlace = Pick<StoredContact, "id" | "dateAdded">

type Change = {
  contacts?: Record<string, StoredContact | null>
  notes?: Record<string, StoredNote[]>
  tasks?: Record<string, StoredTask[]>
  entry?: JournalEntry
  clearJournal?: true
}

/** Whether a folder holds whole contacts, as it did before only the differences were kept: it starts anew. */
const isOfOldForm = (snapshot: unknown): boolean =>
  typeof snapshot === "object" &&
  snapshot !== null &&
  "contacts" in snapshot &&
  Array.isArray(snapshot.contacts)

/** Contacts of one instant by id, so that the list's cursor passes each exactly once. */
function newestFirst(a: ListPlace, b: ListPlace): number {
  const age = Date.parse(b.dateAdded) - Date.parse(a.dateAdded)
  return age !== 0 ? age : a.id < b.id ? 1 : a.id > b.id ? -1 : 0
}

/**
 * Contacts, notes, tasks and the journal, in memory and, with a folder, on disk. Handlers change the
 * state and then `commit` once, so the effect and its journal entry are written together.
 */
export class Store {
  world: World
  /** Never changed in place: a write puts another in its stead. */
  readonly contacts = new Map<string, StoredContact>()
  readonly listing = new SortedList<StoredContact>(newestFirst)
  readonly #notes = new ContactLists<StoredNote>((id) => seededNotes(this.world, id))
  readonly #tasks = new ContactLists<StoredTask>((id) => this.world.tasks[id] ?? [])
  readonly journal: Journal
  readonly index = new SearchIndex()
  readonly #contactsBefore = new History<StoredContact>()
  readonly #disk: DiskLog | null
  #dirty: Change = {}
  #number = 0

  private constructor(world: World, disk: DiskLog | null, journal: Journal) {
    this.world = world
    this.journal = journal
    this.#disk = disk
  }

  /**
   * Opens the folder's state, or makes it from the seed. A null folder keeps all in memory. The journal
   * keeps `journaled` entries.
   */
  static async open(
    folder: string | null,
    seed: number,
    count: number,
    journaled: number,
  ): Promise<Store> {
    const disk = folder === null ? null : new DiskLog(folder)
    const left = disk?.read()
    const kept = left && !isOfOldForm(left.snapshot) ? (left.snapshot as Kept) : null
    const world = await createWorld(kept?.seed ?? seed, kept?.count ?? count)
    const store = new Store(world, disk, new Journal(journaled))
    store.#plant(world)
    if (kept && left) store.#restore(kept, left.records as Change[])
    store.#compact()
    store.#order()
    return store
  }

  /** Everything as the seed has it; the journal is emptied. */
  async reset(seed: number, count: number): Promise<void> {
    // Two large locations at a time would be twice the memory.
    if (this.world.count > SMALL_WORLD && !isSame(this.world, seed, count)) {
      this.#plant(await createWorld(seed, 0))
      this.#order()
    }
    this.#plant(await createWorld(seed, count))
    this.#compact()
    this.#order()
  }

  nextNumber(): number {
    this.#number += 1
    return this.#number
  }

  /** `showsAt`: the instant (ms) from which search sees it. */
  putContact(contact: StoredContact, showsAt: number): void {
    const before = this.contacts.get(contact.id)
    this.#contactsBefore.replaced(contact.id, before, Date.now())
    this.contacts.set(contact.id, contact)
    this.listing.replace(before, contact)
    this.#dirty.contacts = { ...this.#dirty.contacts, [contact.id]: contact }
    this.index.later(showsAt, contact.id, contact)
  }

  removeContact(id: string, showsAt: number): void {
    const before = this.contacts.get(id)
    this.#contactsBefore.replaced(id, before, Date.now())
    this.contacts.delete(id)
    this.listing.replace(before, undefined)
    this.#dirty.contacts = { ...this.#dirty.contacts, [id]: null }
    this.index.later(showsAt, id, null)
  }

  notesOf(contactId: string): StoredNote[] {
    return this.#notes.of(contactId)
  }

  /** The contact as it stood at an instant (ms) of the last minute. */
  contactAt(id: string, at: number): StoredContact | undefined {
    return this.#contactsBefore.at(id, at, this.contacts.get(id))
  }

  /** The notes of a contact as they stood at an instant (ms) of the last minute. */
  notesAt(contactId: string, at: number): StoredNote[] {
    return this.#notes.at(contactId, at)
  }

  putNotes(contactId: string, notes: StoredNote[]): void {
    this.#notes.put(contactId, notes)
    this.#dirty.notes = { ...this.#dirty.notes, [contactId]: notes }
  }

  tasksOf(contactId: string): StoredTask[] {
    return this.#tasks.of(contactId)
  }

  /** The tasks of a contact as they stood at an instant (ms) of the last minute. */
  tasksAt(contactId: string, at: number): StoredTask[] {
    return this.#tasks.at(contactId, at)
  }

  putTasks(contactId: string, tasks: StoredTask[]): void {
    this.#tasks.put(contactId, tasks)
    this.#dirty.tasks = { ...this.#dirty.tasks, [contactId]: tasks }
  }

  /** Writes what changed since the last commit, with the journal entry, before anything is answered. */
  commit(entry: JournalEntry): void {
    this.journal.put(entry)
    this.#disk?.append({ ...this.#dirty, entry } satisfies Change)
    this.#dirty = {}
    if (this.#disk && this.#disk.size > COMPACT_BYTES) this.#compact()
  }

  clearJournal(): void {
    this.journal.clear()
    this.#disk?.append({ clearJournal: true } satisfies Change)
  }

  close(): void {
    this.#disk?.close()
  }

  #plant(world: World): void {
    this.world = world
    this.contacts.clear()
    this.#notes.clear()
    this.#tasks.clear()
    this.journal.clear()
    this.#contactsBefore.clear()
    this.#dirty = {}
    this.#number = 0
    for (const contact of world.contacts) this.contacts.set(contact.id, contact)
  }

  #order(): void {
    this.listing.rebuild(this.contacts.values())
    this.index.rebuild(this.contacts)
  }

  #restore(kept: Kept, changes: Change[]): void {
    for (const entry of kept.journal) this.journal.put(entry)
    const { contacts, notes, tasks } = kept
    for (const change of [{ contacts, notes, tasks }, ...changes]) {
      for (const [id, contact] of Object.entries(change.contacts ?? {})) {
        if (contact) this.contacts.set(id, contact)
        else this.contacts.delete(id)
      }
      this.#notes.restore(change.notes)
      this.#tasks.restore(change.tasks)
      if (change.entry) this.journal.put(change.entry)
      if (change.clearJournal) this.journal.clear()
    }
    // A request that was still held when the process died will never be answered.
    for (const entry of this.journal.all()) {
      if (entry.state === "pending") this.journal.put({ ...entry, state: "dropped" })
    }
    this.#number = this.journal.all().at(-1)?.n ?? 0
  }

  #compact(): void {
    if (!this.#disk) return
    const contacts: Kept["contacts"] = {}
    for (const seeded of this.world.contacts) {
      const { id } = seeded
      const now = this.contacts.get(id)
      if (now !== seeded) contacts[id] = now ?? null
    }
    this.#disk.compact({
      seed: this.world.seed,
      count: this.world.count,
      contacts,
      notes: this.#notes.kept(),
      tasks: this.#tasks.kept(),
      journal: this.journal.all(),
    } satisfies Kept)
  }
}
