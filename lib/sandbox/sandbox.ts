import { FaultBook } from "./faults.ts"
import { RateLimiter } from "./limits/limiter.ts"
import { defaultSettings } from "./settings.ts"
import type { Store } from "./state/store.ts"
import type { Settings } from "./types.ts"

/** A running sandbox: its state, its settings and what it holds back. */
export class Sandbox {
  readonly store: Store
  readonly token: string
  /** Address to write into document links instead of the request's Host. */
  readonly publicUrl: string | null
  readonly faults = new FaultBook()
  readonly limiter = new RateLimiter()
  settings: Settings
  /** Moves with each reset, so that what was held before it changes nothing after it. */
  epoch = 0
  readonly #initial: Partial<Settings>
  readonly #waits = new Map<NodeJS.Timeout, () => void>()

  constructor(store: Store, token: string, publicUrl: string | null, initial: Partial<Settings>) {
    this.store = store
    this.token = token
    this.publicUrl = publicUrl
    this.#initial = initial
    this.settings = { ...defaultSettings(), ...initial }
  }

  /** Back to the seed: contacts, notes, journal, faults, settings and counters. */
  async reset(seed: number, count: number): Promise<void> {
    await this.store.reset(seed, count)
    this.epoch += 1
    this.faults.clear()
    this.limiter.clear()
    this.settings = { ...defaultSettings(), ...this.#initial }
    this.stopWaiting()
  }

  /** Resolves after so many milliseconds, or at once when the sandbox is reset or closed. */
  wait(ms: number): Promise<void> {
    if (ms <= 0) return Promise.resolve()
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        this.#waits.delete(timer)
        resolve()
      }, ms)
      this.#waits.set(timer, resolve)
    })
  }

  /** Ends every wait; what waited sees the epoch moved on and does nothing. */
  stopWaiting(): void {
    for (const [timer, resolve] of this.#waits) {
      clearTimeout(timer)
      resolve()
    }
    this.#waits.clear()
  }

  close(): void {
    this.epoch += 1
    this.stopWaiting()
    this.store.close()
  }
}
