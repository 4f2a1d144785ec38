type Event = { at: number; n: number; act: () => void }

/** So short that all of a run's together are nothing. */
const HAIR_MS = 1e-8

/** Virtual time: what is planned happens in order, and between two events all promises that can run do. */
export class World {
  now = 0
  #planned = 0
  #moments = 0
  #events: Event[] = []

  /** Plans `act` for an instant, ms; the answer cancels it. */
  at(instant: number, act: () => void): () => void {
    const event = { at: Math.max(instant, this.now), n: this.#planned++, act }
    this.#push(event)
    return () => {
      event.act = () => {}
    }
  }

  /** The instant, a hair later at each question: the order in which things happened at one instant. */
  moment = (): number => {
    this.#moments += 1
    return this.now + this.#moments * HAIR_MS
  }

  later = (ms: number, act: () => void): (() => void) => this.at(this.now + ms, act)

  wait = (ms: number): Promise<void> => new Promise((done) => void this.later(ms, done))

  async runUntil(instant: number): Promise<void> {
    for (let next = this.#events[0]; next && next.at <= instant; next = this.#events[0]) {
      this.#pop()
      this.now = next.at
      next.act()
      await new Promise(setImmediate)
    }
    this.now = instant
  }

  #push(event: Event): void {
    const heap = this.#events
    let place = heap.push(event) - 1
    while (place > 0) {
      const above = (place - 1) >> 1
      if (before(heap[above], event)) break
      heap[place] = heap[above] as Event
      place = above
    }
    heap[place] = event
  }

  #pop(): void {
    const heap = this.#events
    const last = heap.pop()
    if (last === undefined || heap.length === 0) return
    let place = 0
    for (;;) {
      let below = 2 * place + 1
      if (below >= heap.length) break
      if (below + 1 < heap.length && before(heap[below + 1], heap[below])) below += 1
      if (before(last, heap[below])) break
      heap[place] = heap[below] as Event
      place = below
    }
    heap[place] = last
  }
}

const before = (one: Event | undefined, other: Event | undefined): boolean =>
  one !== undefined && other !== undefined && (one.at - other.at || one.n - other.n) < 0
