import type { changeSteps, changes } from "#lib/db/schema/changes.ts"

export type ChangeRow = typeof changes.$inferSelect
export type StepRow = typeof changeSteps.$inferSelect

/** A step with the age of its doubt by the database's clock. */
export type LoadedStep = { step: StepRow; doubtAgeMs: number | null }
