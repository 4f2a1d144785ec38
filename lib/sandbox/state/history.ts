/** Longest lag that reads can be given. */
const KEPT_MS = 60_000

/** How things stood at an instant of the last minute: what a read that lags writes shows. */
export class History<Value> {
  readonly #earlier = new Map<string, { until: number; value: Value | undefined }[]>()

  /** Notes what stood up to `now` (ms), before it is replaced. Undefined: there was none. */
  replaced(id: string, value: Value | undefined, now: number): void {
    const kept = (this.#earlier.get(id) ?? []).filter(({ until }) => until > now - KEPT_MS)
    this.#earlier.set(id, [...kept, { until: now, value }])
  }

  /** What stood at `at` (ms), given what stands now. */
  at(id: string, at: number, now: Value | undefined): Value | undefined {
    const then = this.#earlier.get(id)?.find(({ until }) => until > at)
    return then ? then.value : now
  }

  clear(): void {
    this.#earlier.clear()
  }
}
