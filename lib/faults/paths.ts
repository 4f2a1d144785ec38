import type { Asked } from "#lib/changes/await-points.ts"
import type { FaultInput, SomeoneElseEdit } from "#lib/sandbox/types.ts"
import { WRITE_NAMES, type WriteName } from "./catalogue.ts"
import { HOUR_MS, TIMES_AT_POINTS } from "./scale.ts"

/** What GHL does to one of the requests about a write. */
type OnWrite = { on: WriteName; fault: Omit<FaultInput, "path" | "method">; method?: string }

/**
 * A way that a change can take through the engine: doubts of each kind of step that end well, late and
 * never, pauses, a stop, a conflict, a list that does not show what was written, a note that GHL alters and
 * the change that puts it back, a send that is held back, a bug, and a change that takes another back.
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
  /** The call from which on it is the plain path again; null: it is none any more. */
  to: string | null
  /** The first run that no other path has, of one that goes as another until a person acts. */
  fromRun?: number
  /** How its change, or the one that follows it, ends where nothing is killed. */
  rests: "done" | "stopped" | "conflict"
  /** What a person does once the change has come to rest, or the engine by itself. */
  after: "nothing" | Act | Follow | "put back"
}

/** What a person makes of a change that rests with one that follows it: the points are that one's. */
export type Follow = "undo" | "put together"

export const isFollow = (after: Path["after"]): after is Follow =>
  after === "undo" || after === "put together"

/** What a person can do about a change that rests. */
const ACTS = ["try again", "done by hand", "keep theirs", "write ours"] as const
export type Act = (typeof ACTS)[number]

export const isAct = (after: Path["after"]): after is Act => ACTS.some((act) => act === after)

const plain: Path = {
  name: "plain",
  faults: [],
  edit: null,
  trouble: null,
  from: null,
  to: null,
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
  faults: WRITE_NAMES.map((on) => ({ on, fault })),
  from: "ghl setCustomField",
})
export const THEIRS = "Written by a colleague, a moment before."
/**
 * GHL alters the note. It is dated back, and the contact has a newer one of ours in plain text: an account
 * that was seen to have changed would have the notes of the cases beside it written as HTML, too.
 */
const altered = (name: string, more: Partial<Path> = {}): Path =>
  onNote(
    name,
    { fault: { kind: "kept-as-html", delayMs: HOUR_MS } },
    {
      edit: { notes: { add: [{ body: "A note of before.\n\nCaredesk ref 0000-0000" }] } },
      ...more,
    },
  )
/** So many notes of a contact, the oldest, does its list show while changes stand at await points. */
export const NOTES_LISTED = 12
const OTHERS_NOTES = Array.from({ length: NOTES_LISTED }, (_, n) => ({ body: `Note ${n}` }))
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
  altered("GHL altered the note"),
  // Its first look at the note is one of any edit; from there on it writes over what GHL made of it.
  altered("GHL altered the note, which is put back", { from: "ghl listNotes", after: "put back" }),
  { ...plain, name: "taken back", after: "undo" },
  {
    ...plain,
    name: "taken back, and the list hides the note",
    edit: { notes: { add: OTHERS_NOTES } },
    from: "ghl getNote",
    to: "ghl getContact",
    after: "undo",
  },
]
