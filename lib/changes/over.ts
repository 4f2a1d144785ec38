import type { ChangeStatus } from "./types.ts"

/** Whether nothing more will happen to a change. */
export const isOver = (status: ChangeStatus): boolean => status === "done" || status === "cancelled"
