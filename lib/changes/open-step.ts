import type { StepStatus } from "./types.ts"

/** Statuses of a step that is neither done nor given up. */
export const OPEN_STEPS: readonly StepStatus[] = [
  "pending",
  "sending",
  "unsure",
  "stopped",
  "conflict",
]

/** The step at which a change stands: the first open one of its steps, which are in their order. */
export const openStepOf = <Step extends { status: StepStatus }>(
  steps: readonly Step[],
): Step | undefined => steps.find(({ status }) => OPEN_STEPS.includes(status))
