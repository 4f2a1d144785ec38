import type { JournalEntry } from "../types.ts"

/** Every request since the last clearing, in the order of arrival. */
export class Journal {
  #entries: JournalEntry[] = []
  readonly #kept: number

  /** Older entries than `kept` are forgotten. */
  constructor(kept: number) {
    this.#kept = kept
  }

  /** Adds the entry or replaces the one of the same number. */
  put(entry: JournalEntry): void {
    const last = this.#entries.at(-1)
    if (last === undefined || entry.n > last.n) {
      this.#entries.push(entry)
      // Dropping the oldest one by one would move all the others each time.
      if (this.#entries.length > this.#kept * 1.1) {
        this.#entries = this.#entries.slice(-this.#kept)
      }
      return
    }
    const at = this.#entries.findLastIndex((other) => other.n === entry.n)
    if (at >= 0) this.#entries[at] = entry
  }

  all(): JournalEntry[] {
    return this.#entries
  }

  clear(): void {
    this.#entries = []
  }
}
