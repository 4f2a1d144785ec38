import type { ChangeStatus, ChangeView } from "./types.ts"

/** How a change stands: `delayed` where it has got no further for long, whatever its status. */
export type Standing = ChangeStatus | "delayed"

export const standingOf = ({ status, delay }: Pick<ChangeView, "status" | "delay">): Standing =>
  delay ? "delayed" : status
