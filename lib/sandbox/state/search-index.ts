import type { Order, Place } from "../search/sorting.ts"
import type { StoredContact } from "../types.ts"
import { SortedList } from "./sorted-list.ts"

/** A contact at its place in an order. */
export type Hit = { contact: StoredContact; place: Place }

/** Orders kept at a time; another one takes the place of the one that was not asked for longest. */
const MAX_ORDERS = 4

/** What search sees: contacts as they stood some seconds ago. */
export class SearchIndex {
  #seen = new Map<string, StoredContact>()
  #waiting: { at: number; id: string; contact: StoredContact | null }[] = []
  readonly #sorted = new Map<string, { order: Order; list: SortedList<Hit> }>()

  /** Starts over from the truth. */
  rebuild(contacts: ReadonlyMap<string, StoredContact>): void {
    this.#seen = new Map(contacts)
    this.#waiting = []
    this.#sorted.clear()
  }

  /** Takes note of a write that shows from `at` (ms) on. Null: deleted. */
  later(at: number, id: string, contact: StoredContact | null): void {
    this.#waiting.push({ at, id, contact })
  }

  /** The contacts as search finds them at this instant (ms), in this order. */
  inOrder(now: number, order: Order): SortedList<Hit> {
    this.#catchUp(now)
    const known = this.#sorted.get(order.name)
    this.#sorted.delete(order.name)
    const list = known?.list ?? this.#sort(order)
    this.#sorted.set(order.name, { order, list })
    const [oldest] = this.#sorted.keys()
    if (this.#sorted.size > MAX_ORDERS && oldest !== undefined) this.#sorted.delete(oldest)
    return list
  }

  #sort(order: Order): SortedList<Hit> {
    const list = new SortedList<Hit>((a, b) => order.compare(a.place, b.place))
    list.rebuild([...this.#seen.values()].map((contact) => hitOf(order, contact)))
    return list
  }

  #catchUp(now: number): void {
    for (const { at, id, contact } of this.#waiting) {
      if (at > now) continue
      const before = this.#seen.get(id)
      if (contact) this.#seen.set(id, contact)
      else this.#seen.delete(id)
      for (const { order, list } of this.#sorted.values()) {
        list.replace(before && hitOf(order, before), contact ? hitOf(order, contact) : undefined)
      }
    }
    this.#waiting = this.#waiting.filter((write) => write.at > now)
  }
}

const hitOf = (order: Order, contact: StoredContact): Hit => ({
  contact,
  place: order.place(contact),
})
