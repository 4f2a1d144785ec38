import { createWorld, type World } from "../seed/world.ts"
import type { JournalEntry, StoredContact, StoredNote } from "../types.ts"
import { DiskLog } from "./disk-log.ts"
import { History } from "./history.ts"
import { Journal } from "./journal.ts"
import { SearchIndex } from "./search-index.ts"

/** A log beyond this size is folded into a new snapshot. */
const COMPACT_BYTES = 16_000_000

type Kept = {
  seed: number
  count: number
  contacts: StoredContact[]
  notes: Record<string, StoredNote[]>
  journal: JournalEntry[]
}

type Change = {
  contacts?: Record<string, StoredContact | null>
  notes?: Record<string, StoredNote[]>
  entry?: JournalEntry
  clearJournal?: true
}

/**
 * Contacts, notes and the journal, in memory and, with a folder, on disk. Handlers change the
 * state and then `commit` once, so the effect and its journal entry are written together.
 */
export class Store {
  world: World
  readonly contacts = new Map<string, StoredContact>()
  readonly notes = new Map<string, StoredNote[]>()
  readonly journal: Journal
  readonly index = new SearchIndex()
  readonly #contactsBefore = new History<StoredContact>()
  readonly #notesBefore = new History<StoredNote[]>()
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
    const kept = left ? (left.snapshot as Kept) : null
    const world = await createWorld(kept?.seed ?? seed, kept?.count ?? count)
    const store = new Store(world, disk, new Journal(journaled))
    if (kept && left) store.#restore(kept, left.records as Change[])
    else store.#plant()
    store.#compact()
    store.index.rebuild(store.contacts.values())
    return store
  }

  /** Everything as the seed has it; the journal is emptied. */
  async reset(seed: number, count: number): Promise<void> {
    this.world = await createWorld(seed, count)
    this.#plant()
    this.#compact()
    this.index.rebuild(this.contacts.values())
  }

  nextNumber(): number {
    this.#number += 1
    return this.#number
  }

  /** `showsAt`: the instant (ms) from which search sees it. */
  putContact(contact: StoredContact, showsAt: number): void {
    this.#contactsBefore.replaced(contact.id, this.contacts.get(contact.id), Date.now())
    this.contacts.set(contact.id, contact)
    this.#dirty.contacts = { ...this.#dirty.contacts, [contact.id]: contact }
    this.index.later(showsAt, contact.id, contact)
  }

  removeContact(id: string, showsAt: number): void {
    this.#contactsBefore.replaced(id, this.contacts.get(id), Date.now())
    this.contacts.delete(id)
    this.#dirty.contacts = { ...this.#dirty.contacts, [id]: null }
    this.index.later(showsAt, id, null)
  }

  notesOf(contactId: string): StoredNote[] {
    return this.notes.get(contactId) ?? []
  }

  /** The contact as it stood at an instant (ms) of the last minute. */
  contactAt(id: string, at: number): StoredContact | undefined {
    return this.#contactsBefore.at(id, at, this.contacts.get(id))
  }

  /** The notes of a contact as they stood at an instant (ms) of the last minute. */
  notesAt(contactId: string, at: number): StoredNote[] {
    return this.#notesBefore.at(contactId, at, this.notesOf(contactId)) ?? []
  }

  putNotes(contactId: string, notes: StoredNote[]): void {
    this.#notesBefore.replaced(contactId, this.notesOf(contactId), Date.now())
    this.notes.set(contactId, notes)
    this.#dirty.notes = { ...this.#dirty.notes, [contactId]: notes }
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

  #plant(): void {
    this.contacts.clear()
    this.notes.clear()
    this.journal.clear()
    this.#contactsBefore.clear()
    this.#notesBefore.clear()
    this.#dirty = {}
    this.#number = 0
    for (const contact of this.world.contacts) {
      this.contacts.set(contact.id, structuredClone(contact))
    }
    for (const [id, notes] of Object.entries(this.world.notes)) {
      this.notes.set(id, structuredClone(notes))
    }
  }

  #restore(kept: Kept, changes: Change[]): void {
    for (const contact of kept.contacts) this.contacts.set(contact.id, contact)
    for (const [id, notes] of Object.entries(kept.notes)) this.notes.set(id, notes)
    for (const entry of kept.journal) this.journal.put(entry)
    for (const change of changes) {
      for (const [id, contact] of Object.entries(change.contacts ?? {})) {
        if (contact) this.contacts.set(id, contact)
        else this.contacts.delete(id)
      }
      for (const [id, notes] of Object.entries(change.notes ?? {})) this.notes.set(id, notes)
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
    this.#disk?.compact({
      seed: this.world.seed,
      count: this.world.count,
      contacts: [...this.contacts.values()],
      notes: Object.fromEntries(this.notes),
      journal: this.journal.all(),
    } satisfies Kept)
  }
}
