/** Parts of the evidence whose opening is kept. */
export const EVIDENCE_PARTS = ["biomarkers", "document", "text", "record"] as const
export type EvidencePart = (typeof EVIDENCE_PARTS)[number]
