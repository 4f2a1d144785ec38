import { History } from "./history.ts"

/** Lists that hang on contacts, such as their notes: seeded, replaced as a whole, and remembered for a minute. */
export class ContactLists<T> {
  readonly #now = new Map<string, T[]>()
  readonly #before = new History<T[]>()
  readonly #seeded: (contactId: string) => T[]

  constructor(seeded: (contactId: string) => T[]) {
    this.#seeded = seeded
  }

  of(contactId: string): T[] {
    return this.#now.get(contactId) ?? this.#seeded(contactId)
  }

  /** As it stood at an instant (ms) of the last minute. */
  at(contactId: string, at: number): T[] {
    return this.#before.at(contactId, at, this.of(contactId)) ?? []
  }

  put(contactId: string, list: T[]): void {
    this.#before.replaced(contactId, this.of(contactId), Date.now())
    this.#now.set(contactId, list)
  }

  clear(): void {
    this.#now.clear()
    this.#before.clear()
  }

  restore(lists: Record<string, T[]> = {}): void {
    for (const [contactId, list] of Object.entries(lists)) this.#now.set(contactId, list)
  }

  /** Those that differ from the seed, by contact. */
  kept(): Record<string, T[]> {
    return Object.fromEntries(this.#now)
  }
}
