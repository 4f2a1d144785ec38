/** How an act of a person on a change ended. `too-late`: its state no longer allows it. */
export type ActOutcome = { ok: true } | { ok: false; reason: "not-found" | "too-late" }
