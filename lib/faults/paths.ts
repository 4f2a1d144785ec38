import type { Asked } from "#lib/changes/await-points.ts"
import type { FaultInput, SomeoneElseEdit } from "#lib/sandbox/types.ts"
import type { WriteName } from "./catalogue.ts"
import type { Desk } from "./desk.ts"
import { exactly, type Story } from "./drive.ts"
import { TIMES_AT_POINTS, until } from "./scale.ts"

/** What GHL does to one of the requests about a write. */
type OnWrite = { on: WriteName; fault: Omit<FaultInput, "path" | "method">; method?: string }

/**
 * A way that a change can take through the engine: doubts of each kind of step that end well, late and
 * never, pauses, a stop, a conflict, a list that does not show what was written, a send that is held back,
 * a bug, and a change that takes another back. Not among them is a note that GHL alters, whose step is
 * recorded with one more query in the same transaction.
 */
export type Path = {
  name: string
  /** Which of its requests GHL does not simply carry out. */
  faults: readonly OnWrite[]
  /** What a colleague does before it runs. */
  edit: SomeoneElseEdit | null
  /** What the process itself does wrong on the way. */
  trouble: Asked["trouble"]
  /** The call after which it is no longer the plain path; null: from its beginning. */
  from: string | null
  /** The first run that no other path has, of one that goes as another until a person acts. */
  fromRun?: number
  /** How its change, or the one that follows it, ends where nothing is killed. */
  rests: "done" | "stopped" | "conflict"
  /** What a person does once the change has come to rest. */
  after: "nothing" | Act | Follow
}

/** What a person makes of a change that rests with one that follows it: the points are that one's. */
export type Follow = "undo" | "put together"

export const isFollow = (after: Path["after"]): after is Follow =>
  after === "undo" || after === "put together"

/** What a person can do about a change that rests. */
export type Act = "try again" | "done by hand" | "keep theirs" | "write ours"

const plain: Path = {
  name: "plain",
  faults: [],
  edit: null,
  trouble: null,
  from: null,
  rests: "done",
  after: "nothing",
}
/** The note is the last write of an approval: what is new on such a path is short. */
const onNote = (name: string, one: Omit<OnWrite, "on">, more: Partial<Path> = {}): Path => ({
  ...plain,
  name,
  faults: [{ ...one, on: "POST note" }],
  from: "ghl createNote",
  ...more,
})
const WRITES = ["PUT call_notes", "POST tag", "DELETE tag", "POST note"] as const
/** Something goes wrong in the process itself, right before it sends the note. */
const beforeNote = (
  name: string,
  times: number,
  what: NonNullable<Path["trouble"]>["what"],
): Path => ({
  ...plain,
  name,
  trouble: { at: "ghl createNote", times, what },
  from: "ghl createNote",
})
/** Each of the four steps comes into doubt, one after the other in one change. */
const onEach = (name: string, fault: OnWrite["fault"]): Path => ({
  ...plain,
  name,
  faults: WRITES.map((on) => ({ on, fault })),
  from: "ghl setCustomField",
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

/** The plain one first: what the others share with it is not walked again. */
export const PATHS: readonly Path[] = [
  plain,
  onEach("each answer got lost", { kind: "drop-after" }),
  onEach("no write arrived at first", { kind: "drop-before" }),
  onEach("each effect after the drop", {
    kind: "late-effect",
    delayMs: TIMES_AT_POINTS.lateEffectMs,
  }),
  // At once: a longer wait would be one of the whole process, and of the cases beside it.
  onNote("GHL asks to wait", { fault: { kind: "rate-limit", retryAfter: 0 } }),
  onNote(
    "refused, then tried again",
    { fault: { kind: "status", status: 422 } },
    { rests: "stopped", after: "try again" },
  ),
  onNote(
    "GHL is down for a moment",
    { method: "GET", fault: { kind: "status", status: 500, count: 4 } },
    { from: "ghl listNotes" },
  ),
  {
    ...plain,
    name: "the look at a write in doubt is refused",
    faults: [
      { on: "POST note", fault: { kind: "drop-after" } },
      // The fresh read before the send is answered, and so is the look once the doubt has settled.
      {
        on: "POST note",
        method: "GET",
        fault: { kind: "status", status: 422, after: 1 },
      },
    ],
    from: "ghl createNote",
  },
  onNote(
    "refused, then done by hand",
    { fault: { kind: "status", status: 422 } },
    { rests: "stopped", after: "done by hand", fromRun: 2 },
  ),
  onNote("the list does not show the note yet", {
    method: "GET",
    fault: { kind: "lag", delayMs: TIMES_AT_POINTS.readLagMs, count: 1_000 },
  }),
  beforeNote("held back", 1, { kind: "pause", ms: TIMES_AT_POINTS.heldBackMs }),
  beforeNote("held back again and again", 6, { kind: "pause", ms: TIMES_AT_POINTS.heldBackMs }),
  beforeNote("a bug", 1, { kind: "bug" }),
  conflict("a colleague was first", "nothing"),
  conflict("a colleague was first, and theirs stays", "keep theirs"),
  conflict("a colleague was first, and ours is written", "write ours"),
  {
    ...plain,
    name: "a colleague was first, and both are put together",
    edit: { fields: { "contact.call_notes": THEIRS } },
    after: "put together",
  },
  { ...plain, name: "taken back", after: "undo" },
]

/** Four doubts one after the other, and a busy machine. */
const REST_MS = 4 * TIMES_AT_POINTS.doubtMs + 60_000

const OVER = ["done", "stopped", "conflict", "cancelled"]

/** Whether a change of that status rests until a person acts, or for good. */
export const isOver = (status: string): boolean => OVER.includes(status)

/** Many wait beside each other, and each look is a request. */
const LOOK_EVERY_MS = 400

/** Waits until a change has come to rest; its status. */
export const untilOver = (desk: Desk, changeId: string): Promise<string> =>
  until(
    "a change at rest",
    REST_MS,
    async () => {
      // The app may just be away.
      const view = await desk.reviewer.view(changeId).catch(() => null)
      return view && isOver(view.status) ? view.status : null
    },
    LOOK_EVERY_MS,
  )

/**
 * Does about a story's change what a person would once it rests. The story knows of it before it is
 * sent: an answer may get lost.
 */
export async function act(desk: Desk, story: Story, what: Act): Promise<boolean> {
  const changeId = story.changeIds.at(-1)
  const { draftId, approvals } = story
  if (!changeId || !draftId) throw new Error(`${story.plan.id} has no change to act on`)
  await untilOver(desk, changeId)
  const { reviewer } = desk
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

/** Makes what follows a story's change, as a person would; the id of the change that does so. */
export const follow = (desk: Desk, story: Story, what: Follow): Promise<string> =>
  what === "undo" ? takeBack(desk, story) : putTogether(desk, story)

/** Writes our text and the colleague's below it in place of the one in conflict, which is wanted no more. */
async function putTogether(desk: Desk, story: Story): Promise<string> {
  const changeId = story.changeIds.at(-1)
  const { draftId, approvals } = story
  if (!changeId || !draftId) throw new Error(`${story.plan.id} has no change to act on`)
  await untilOver(desk, changeId)
  const conflict = await desk.reviewer.conflictOf(changeId)
  if (!conflict) throw new Error(`${story.plan.id} met no conflict`)
  const text = `${conflict.wanted}\n${THEIRS}`
  // The story knows of it before it is sent: an answer may get lost.
  const sentAt = Date.now()
  for (const earlier of approvals) earlier.until = sentAt
  approvals.push({ seen: THEIRS, wanted: exactly(text), sentAt })
  const merged = { stepId: conflict.stepId, seen: THEIRS, text }
  const next = await desk.reviewer.putTogether(changeId, draftId, merged)
  if (!next) throw new Error(`${story.plan.id} could not be put together`)
  story.changeIds.push(next)
  return next
}

/** Takes a story's change back, as a person would; the id of the change that does so. */
async function takeBack(desk: Desk, story: Story): Promise<string> {
  const changeId = story.changeIds.at(-1)
  if (!changeId || !story.draftId) throw new Error(`${story.plan.id} has no change to take back`)
  await untilOver(desk, changeId)
  const undoId = await desk.reviewer.undo(changeId, story.draftId)
  if (!undoId) throw new Error(`${story.plan.id} could not be taken back`)
  story.undo = { changeId: undoId, status: "", message: "" }
  return undoId
}
