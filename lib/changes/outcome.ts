/**
 * How an act of a person on a change ended. `too-late`: its state no longer allows it. `busy`: a worker has
 * the change at this moment, so it may be asked for again at once.
 */
export type ActOutcome = { ok: true } | { ok: false; reason: "not-found" | "too-late" | "busy" }
