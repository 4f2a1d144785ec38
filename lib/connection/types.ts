import type { TasksRefused, WritesRefused } from "#lib/changes/write-evidence.ts"
import type * as dealings from "#lib/ghl/connection/dealings.ts"
import type * as probe from "#lib/ghl/connection/probe.ts"
import type * as ghl from "#lib/ghl/types.ts"

/** What the connection page shows. It holds kinds, counts, instants and trace ids, nothing of a client. */
export type Area = dealings.Area
export type Failure = dealings.Failure
/** What runs: the app, or a further process that only runs changes. */
export type ProcessRole = "app" | "worker"
/** A failed call of any process on this store. */
export type SharedFailure = Failure & { process: ProcessRole }
export type AreaProbe = probe.AreaProbe
export type ProbeState = probe.ProbeState
export type BudgetView = ghl.BudgetView
export type NoteForm = NonNullable<ReturnType<ghl.Ghl["noteForm"]>>

/** What GHL refuses, as every page is told. Instants are ISO; null: not refused. */
export type ConnectionState = {
  tokenRefusedSince: string | null
  locationRefusedSince: string | null
  /** For want of the scope: no contact can be read, and so none written. */
  readsRefusedSince: string | null
  writesRefused: Pick<WritesRefused, "since" | "kind"> | null
  /** Nothing that writes a task goes through, whatever else does. */
  tasksRefused: Pick<TasksRefused, "since" | "kind"> | null
}
