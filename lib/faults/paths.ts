import type { FaultInput, SomeoneElseEdit } from "#lib/sandbox/types.ts"
import type { Story } from "./drive.ts"
import { TIMES, until } from "./scale.ts"
import type { Stage } from "./stage.ts"

/**
 * A way that a change can take through the engine. Together they pass every path of the step code:
 * doubts that end well, late and never, a pause, a stop, a conflict, and a change that takes another back.
 */
export type Path = {
  name: string
  /** What GHL does to its note, the last write of an approval: what is new on a path is short then. */
  onNote: Omit<FaultInput, "path"> | null
  /** What a colleague does before it runs. */
  edit: SomeoneElseEdit | null
  /** The call after which it is no longer the plain path; null: from its beginning. */
  from: string | null
  /** How its change ends where nothing is killed. */
  rests: "done" | "stopped" | "conflict"
  /** What a person does once the change has come to rest. */
  after: "nothing" | "try again" | "undo"
}

const plain: Path = {
  name: "plain",
  onNote: null,
  edit: null,
  from: null,
  rests: "done",
  after: "nothing",
}
const onNote = (name: string, fault: Path["onNote"], more: Partial<Path> = {}): Path => ({
  ...plain,
  name,
  onNote: fault,
  from: "ghl createNote",
  ...more,
})
const POST = { method: "POST" } as const

/** The plain one first: what the others share with it is not walked again. */
export const PATHS: readonly Path[] = [
  plain,
  onNote("an answer got lost", { ...POST, kind: "drop-after" }),
  onNote("a note that never arrived", { ...POST, kind: "drop-before" }),
  onNote("an effect after the drop", {
    ...POST,
    kind: "late-effect",
    delayMs: TIMES.lateEffectMs,
  }),
  // At once: a longer wait would be one of the whole process, and of the cases beside it.
  onNote("GHL asks to wait", { ...POST, kind: "rate-limit", retryAfter: 0 }),
  onNote(
    "refused, then tried again",
    { ...POST, kind: "status", status: 422 },
    { rests: "stopped", after: "try again" },
  ),
  onNote(
    "GHL is down for a moment",
    { method: "GET", kind: "status", status: 500, count: 4 },
    { from: "ghl listNotes" },
  ),
  {
    ...plain,
    name: "a colleague was first",
    edit: { fields: { "contact.call_notes": "Written by a colleague, a moment before." } },
    rests: "conflict",
  },
  { ...plain, name: "taken back", after: "undo" },
]

const OVER = ["done", "stopped", "conflict", "cancelled"]

/** Waits until a change has come to rest; its status. */
export const untilOver = (stage: Stage, changeId: string): Promise<string> =>
  until("a change at rest", 60_000, async () => {
    // The app may just be away.
    const view = await stage.reviewer.view(changeId).catch(() => null)
    return view && OVER.includes(view.status) ? view.status : null
  })

/** Takes a story's change back, as a person would; the id of the change that does so. */
export async function takeBack(stage: Stage, story: Story): Promise<string> {
  const changeId = story.changeIds.at(-1)
  if (!changeId || !story.draftId) throw new Error(`${story.plan.id} has no change to take back`)
  await untilOver(stage, changeId)
  const undoId = await stage.reviewer.undo(changeId, story.draftId)
  if (!undoId) throw new Error(`${story.plan.id} could not be taken back`)
  story.undo = { changeId: undoId, status: "", message: "" }
  return undoId
}
