import type { Keeping } from "../call-notes.ts"
import type { Turn } from "../turn-shown.ts"
import type { Question } from "./honest.ts"

/** A person's approval of what stood on their screen. */
export type Approval = {
  draftId: string
  /** The version of the texts that the reviewer had on the screen. */
  editVersion: number
  /** call_notes as the reviewer had them on the screen. */
  seenCallNotes: string
  /** The part of them that was shown as not written by Caredesk: what a new summary keeps below it. */
  seenOthersText: string
  /** The clinic's day as it was shown, `YYYY-MM-DD`: it stands in the line above text that is kept. */
  seenDay: string
  /** Whose approval it would be, as the page said: of the first of two nothing is written. */
  seenTurn: Turn
  keeping: Keeping
  /** For text found in GHL: the client's document that stood beside it. Counts only if it is theirs. */
  documentId?: string
  /** For text found in GHL: whether the tags move, which is the reviewer's choice. Those of a draft always do. */
  withTags?: boolean
  /** Questions the reviewer was asked and has answered with yes. */
  confirmed?: Question[]
  /** Why it is approved over what the sources contradict. */
  overrideReason?: string
  /** Keys of the contradictions that the reason was typed for (`contradictionKey`); it goes over no others. */
  contradictionsSeen?: string[]
}
