import "server-only"
import { DEFAULT_TIMEOUTS, type GhlSettings, type Timeouts } from "./settings.ts"
import type { CallOptions, ReadOptions } from "./types.ts"

/** How long each lane and a document may take. */
export const timeoutsOf = (settings: GhlSettings): Timeouts => ({
  ...DEFAULT_TIMEOUTS,
  ...settings.timeouts,
})

/** For a verb of several calls: they share the time that one of them would have, or `ms`, from now. */
export function withinOneDeadline(
  settings: GhlSettings,
  options: ReadOptions,
  ms = timeoutsOf(settings)[options.priority ?? "person"],
): CallOptions & { deadline: number } {
  return { ...options, deadline: performance.now() + ms }
}

/** What is left until a deadline, in whole milliseconds as timers take them. */
export const leftUntil = (deadline: number): number =>
  Math.max(0, Math.ceil(deadline - performance.now()))
