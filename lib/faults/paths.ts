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
  /** The first run that no other path has, of one that goes as another until a person acts. */
  fromRun?: number
  /** How its change ends where nothing is killed. */
  rests: "done" | "stopped" | "conflict"
  /** What a person does once the change has come to rest. */
  after: "nothing" | "undo" | Act
}

/** What a person can do about a change that rests. */
export type Act = "try again" | "done by hand" | "keep theirs" | "write ours"

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
const THEIRS = "Written by a colleague, a moment before."
const conflict = (name: string, after: Path["after"]): Path => ({
  ...plain,
  name,
  edit: { fields: { "contact.call_notes": THEIRS } },
  rests: "conflict",
  after,
  ...(after === "nothing" ? {} : { fromRun: 2 }),
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
  onNote(
    "refused, then done by hand",
    { ...POST, kind: "status", status: 422 },
    { rests: "stopped", after: "done by hand", fromRun: 2 },
  ),
  conflict("a colleague was first", "nothing"),
  conflict("a colleague was first, and theirs stays", "keep theirs"),
  conflict("a colleague was first, and ours is written", "write ours"),
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

/**
 * Does about a story's change what a person would once it rests. The story knows of it before it is
 * sent: an answer may get lost.
 */
export async function act(stage: Stage, story: Story, what: Act): Promise<boolean> {
  const changeId = story.changeIds.at(-1)
  const { draftId, approvals } = story
  if (!changeId || !draftId) throw new Error(`${story.plan.id} has no change to act on`)
  await untilOver(stage, changeId)
  const { reviewer } = stage
  switch (what) {
    case "try again":
      return reviewer.tryAgain(changeId, draftId)
    case "done by hand":
      story.choice = what
      return reviewer.doneByHand(changeId, draftId)
    case "keep theirs":
      story.choice = what
      return reviewer.resolve(changeId, draftId, { keep: "theirs" })
    case "write ours": {
      story.choice = what
      const [first] = approvals
      if (first) approvals.push({ ...first, seen: THEIRS, sentAt: Date.now() })
      return reviewer.resolve(changeId, draftId, { keep: "ours", seen: THEIRS })
    }
  }
}

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
