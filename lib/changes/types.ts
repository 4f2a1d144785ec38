import type {
  CHANGE_KINDS,
  CHANGE_STATUSES,
  STEP_KINDS,
  STEP_STATUSES,
} from "#lib/db/schema/changes.ts"

export type ChangeKind = (typeof CHANGE_KINDS)[number]
export type ChangeStatus = (typeof CHANGE_STATUSES)[number]
export type StepKind = (typeof STEP_KINDS)[number]
export type StepStatus = (typeof STEP_STATUSES)[number]

/** A step as asked for. `seen` is what the person had on the screen when they decided. */
export type StepRequest =
  | { kind: "set-field"; fieldId: string; label: string; seen: string; wanted: string }
  | { kind: "add-tag"; tag: string }
  | { kind: "remove-tag"; tag: string }
  | { kind: "create-note"; body: string }
  | { kind: "edit-note"; noteId: string; label: string; seen: string; wanted: string }
  /** `dueAt`: ISO instant. The title is one line. */
  | { kind: "create-task"; title: string; body: string; dueAt: string }
  | { kind: "set-task"; taskId: string; seen: TaskState; wanted: TaskState }

export type TaskState = "open" | "completed"

export type ChangeRequest = {
  contactId: string
  kind: ChangeKind
  personId: string
  steps: StepRequest[]
  /** Seconds in which Cancel is possible before anything is sent. Default 0. */
  holdSeconds?: number
  /** The draft whose approval this is. */
  draftId?: string
  /** One save of one browser: asked for twice, it is one change. */
  submissionId?: string
  /** The change that this one takes back. */
  undoOf?: string
  /** Caredesk asked for it by itself, in the name of `personId`. Default `person`. */
  actor?: "person" | "system"
}

/** A step as screens show it. */
export type StepView = {
  id: string
  kind: StepKind
  /** Name of the field, the tag, "note", or what is done to a task. */
  label: string
  status: StepStatus
  /** GHL already stood as wanted; nothing was sent. */
  alreadySo: boolean
  /** Text of a conflict, for the three-way view; null outside conflicts. */
  conflict: { seen: string | null; found: string | null; wanted: string } | null
  /** It was written, and GHL keeps it otherwise than it was sent. */
  differs: boolean
  /** What happened, in a coordinator's words. */
  message: string
}

/** A note that GHL altered in the saving, until somebody has decided about it. */
export type AlteredNote = {
  driftId: string
  /** What was to stand there and how it reads; null in lists, which show no texts. */
  approved: string | null
  found: string | null
  /** The change that writes it anew. */
  rewrite: { changeId: string; status: ChangeStatus } | null
  canRewrite: boolean
}

/** A change as screens show it. Ids, states and words; plain data that may travel to the browser. */
export type ChangeView = {
  id: string
  /** Order of creation. */
  seq: number
  contactId: string
  kind: ChangeKind
  personName: string
  status: ChangeStatus
  /** The draft whose approval it writes back. */
  draftId: string | null
  /** The change it takes back. */
  undoOf: string | null
  /** What takes this one back, unless that was cancelled. */
  undo: { changeId: string; status: ChangeStatus; personName: string; at: string } | null
  /** The change that carries this one on with a merged text. */
  continuedBy: string | null
  /** ISO instants. */
  createdAt: string
  holdUntil: string | null
  resumeAt: string | null
  finishedAt: string | null
  /** One sentence: what happened, what was and was not written, what to do next. */
  message: string
  /** It has got no further for long: since when (ISO instant), why, and what to do; null else. */
  delay: { since: string; message: string } | null
  /** GHL's traceId of the last failure, for its support. */
  traceId: string | null
  steps: StepView[]
  altered: AlteredNote | null
  /** What the person may do now. */
  can: {
    cancel: boolean
    tryAgain: boolean
    markDoneByHand: boolean
    resolveConflict: boolean
    undo: boolean
  }
}
