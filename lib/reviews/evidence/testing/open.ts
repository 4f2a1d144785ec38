import type { EvidenceFinding } from "../types.ts"

/** Whether a finding asks for a look. */
export const isOpen = ({ verdict }: EvidenceFinding) =>
  verdict === "contradicted" || verdict === "not-found"
