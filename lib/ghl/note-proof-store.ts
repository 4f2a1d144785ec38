import type { NoteKind } from "./note-body.ts"

/** In which form an account keeps notes, by a note of ours that was read back. `at`: of that note, an ISO instant. */
export type NoteProof = { kind: NoteKind; at: string }

/** Where the proof of a location is kept, for all processes and past a restart. No text comes here. */
export type NoteProofStore = {
  /** Null where nothing is kept, and where the place does not answer within a second. Never rejects. */
  read(locationId: string): Promise<NoteProof | null>
  /** Keeps it unless one of a newer note is there. Neither waits nor throws. */
  keep(locationId: string, proof: NoteProof): void
}
