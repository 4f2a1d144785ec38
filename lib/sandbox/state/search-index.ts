import type { StoredContact } from "../types.ts"

/** What search sees: contacts as they stood some seconds ago. */
export class SearchIndex {
  readonly #seen = new Map<string, StoredContact>()
  #waiting: { at: number; id: string; contact: StoredContact | null }[] = []

  /** Starts over from the truth. */
  rebuild(contacts: Iterable<StoredContact>): void {
    this.#seen.clear()
    this.#waiting = []
    for (const contact of contacts) this.#seen.set(contact.id, structuredClone(contact))
  }

  /** Takes note of a write that shows from `at` (ms) on. Null: deleted. */
  later(at: number, id: string, contact: StoredContact | null): void {
    this.#waiting.push({ at, id, contact: contact && structuredClone(contact) })
  }

  /** The contacts as search finds them at this instant. */
  contacts(now: number): StoredContact[] {
    for (const write of this.#waiting) {
      if (write.at > now) continue
      if (write.contact) this.#seen.set(write.id, write.contact)
      else this.#seen.delete(write.id)
    }
    this.#waiting = this.#waiting.filter((write) => write.at > now)
    return [...this.#seen.values()]
  }
}
