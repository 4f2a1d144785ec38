import "server-only"

/** Nothing that is known of contacts stays in memory for longer. */
const KEEP_MS = 60_000

export type MinuteMap<Value> = {
  get(id: string): Value | undefined
  /** `readAt`: when its reading began, which is from when the minute counts; now when absent. */
  set(id: string, value: Value, readAt?: number): void
  delete(id: string): void
  deleteWhere(isOver: (value: Value) => boolean): void
  clear(): void
  size(): number
}

/**
 * What is known of contacts, by id: each for a minute at most, and dropped then whether or not somebody
 * asks. `now`: epoch ms.
 */
export function createMinuteMap<Value>(now: () => number = Date.now): MinuteMap<Value> {
  const kept = new Map<string, { value: Value; readAt: number; drop: NodeJS.Timeout }>()

  function remove(id: string): void {
    clearTimeout(kept.get(id)?.drop)
    kept.delete(id)
  }

  return {
    get(id) {
      const found = kept.get(id)
      // By the clock too: timers stand still with a machine that sleeps.
      return found && now() - found.readAt < KEEP_MS ? found.value : undefined
    },
    set(id, value, readAt = now()) {
      remove(id)
      const drop = setTimeout(() => kept.delete(id), Math.max(0, readAt + KEEP_MS - now()))
      drop.unref()
      kept.set(id, { value, readAt, drop })
    },
    delete: remove,
    deleteWhere(isOver) {
      for (const [id, { value }] of kept) if (isOver(value)) remove(id)
    },
    clear() {
      for (const id of kept.keys()) remove(id)
    },
    size: () => kept.size,
  }
}
