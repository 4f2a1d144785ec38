/** Entries kept in an order, so that a place in it is found by halving and no call sorts them all. */
export class SortedList<Entry> {
  #entries: Entry[] = []
  readonly #compare: (a: Entry, b: Entry) => number

  /** `compare` must never call two different entries equal. */
  constructor(compare: (a: Entry, b: Entry) => number) {
    this.#compare = compare
  }

  rebuild(entries: Iterable<Entry>): void {
    this.#entries = [...entries].sort(this.#compare)
  }

  all(): readonly Entry[] {
    return this.#entries
  }

  /** Takes one out and puts one in, where there is one. */
  replace(before: Entry | undefined, after: Entry | undefined): void {
    if (before !== undefined) {
      const at = this.#placeOf(before)
      const found = this.#entries[at]
      if (found !== undefined && this.#compare(found, before) === 0) this.#entries.splice(at, 1)
    }
    if (after !== undefined) {
      this.#entries.splice(this.#placeOf(after), 0, after)
    }
  }

  #placeOf(wanted: Entry): number {
    return firstWhere(this.#entries, (entry) => this.#compare(entry, wanted) >= 0)
  }
}

/**
 * Place of the first of these for which the test holds, the length when there is none. It must hold
 * for all that follow one for which it holds.
 */
export function firstWhere<Entry>(
  entries: readonly Entry[],
  test: (entry: Entry) => boolean,
): number {
  let low = 0
  let high = entries.length
  while (low < high) {
    const middle = (low + high) >>> 1
    const entry = entries[middle]
    if (entry !== undefined && test(entry)) high = middle
    else low = middle + 1
  }
  return low
}
