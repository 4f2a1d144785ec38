import type { JournalEntry } from "../types.ts"

/** Older entries than this many are forgotten. */
const KEPT = 5000

/** Every request since the last clearing, in the order of arrival. */
export class Journal {
  #entries: JournalEntry[]

  constructor(entries: JournalEntry[] = []) {
    this.#entries = entries
  }

  /** Adds the entry or replaces the one of the same number. */
  put(entry: JournalEntry): void {
    const last = this.#entries.at(-1)
    if (last === undefined || entry.n > last.n) {
      this.#entries.push(entry)
      if (this.#entries.length > KEPT) this.#entries.shift()
      return
    }
    const at = this.#entries.findIndex((other) => other.n === entry.n)
    if (at >= 0) this.#entries[at] = entry
  }

  all(): JournalEntry[] {
    return this.#entries
  }

  clear(): void {
    this.#entries = []
  }
}
