import { describe, expect, test } from "vitest"
import { sanitised } from "#lib/sandbox/note-body.ts"
import type { Effect, JournalEntry, StoredContact, StoredNote } from "#lib/sandbox/types.ts"
import { REVIEWER_EMAIL } from "./acts.ts"
import { planCase, TAG_ADDED, TAG_REMOVED } from "./cases.ts"
import { judge, type Known } from "./check.ts"
import { exactly, newStory } from "./drive.ts"
import type { ChangeEvent, ChangeState, StepEvent } from "./evidence.ts"
import { recordsOf } from "./record-of-contact.ts"
import { HOUR_MS, TIMES } from "./scale.ts"

const ID = "contact-1"
const START = Date.parse("2026-01-01T12:00:00Z")
const plan = { ...planCase(7, 0, ID, true), keeping: "replace" as const }
const REFERENCE = "7K2M-Q9XD"

type Sketch = {
  at: number
  ours?: boolean
  method?: string
  path?: string
  effects?: Effect[]
  /** What a read showed, seconds after the start; its own time unless said. */
  asOf?: number
  fault?: "lag" | "kept-as-html"
  body?: object
}

const instant = (seconds: number) => new Date(START + seconds * 1_000).toISOString()

const entryOf = (sketch: Sketch, n: number): JournalEntry => {
  const { at, ours = true, method = "GET", path = `/contacts/${ID}`, effects = [] } = sketch
  return {
    n,
    time: instant(at),
    actor: ours ? "app" : "someone-else",
    method,
    path: ours ? path : `/__sandbox/contacts/${ID}`,
    state: "answered",
    status: 200,
    body: sketch.body ?? null,
    effects,
    effectAt: effects.length > 0 ? instant(at) : null,
    asOf: method === "GET" ? instant(sketch.asOf ?? at) : null,
    fault: sketch.fault ? { id: "fault-1", kind: sketch.fault } : null,
  }
}

const textMoves = (before: string, after: string): Effect => ({
  kind: "fields",
  contactId: ID,
  before: { "contact.call_notes": before },
  after: { "contact.call_notes": after },
})
const tagsMove = (before: string[], after: string[]): Effect => ({
  kind: "tags",
  contactId: ID,
  before,
  after,
})
const noteMade = (noteId: string): Effect => ({ kind: "note-created", contactId: ID, noteId })

const PUT_TEXT: Sketch = { at: 3, method: "PUT", effects: [textMoves(plan.oldNotes, plan.summary)] }
const POST_NOTE: Sketch = {
  at: 9,
  method: "POST",
  path: `/contacts/${ID}/notes`,
  effects: [noteMade("n1")],
}

/** A write-back as it should be. */
const GOOD: Sketch[] = [
  // The approval's own read.
  { at: 1.1 },
  { at: 2.2 },
  PUT_TEXT,
  { at: 4 },
  {
    at: 5,
    method: "POST",
    path: `/contacts/${ID}/tags`,
    effects: [tagsMove([TAG_REMOVED], [TAG_REMOVED, TAG_ADDED])],
  },
  { at: 6 },
  {
    at: 7,
    method: "DELETE",
    path: `/contacts/${ID}/tags`,
    effects: [tagsMove([TAG_REMOVED, TAG_ADDED], [TAG_ADDED])],
  },
  { at: 8, path: `/contacts/${ID}/notes` },
  POST_NOTE,
]

const written = (kind: string, label: string, id: number): StepEvent => ({
  id,
  store: 1,
  action: "change.step-written",
  contactId: ID,
  changeId: "change-1",
  kind,
  label,
  stepId: `step-${id}`,
  at: START + 12_000,
})
const alreadySo = (kind: string, label: string, id: number): StepEvent => ({
  ...written(kind, label, id),
  action: "change.step-already-so",
})
const ended = (action: ChangeEvent["action"], id: number, changeId = "change-1"): ChangeEvent => ({
  id,
  changeId,
  action,
})
const EVENTS = [
  written("set-field", "Call notes", 1),
  written("add-tag", TAG_ADDED, 2),
  written("remove-tag", TAG_REMOVED, 3),
  written("create-note", "note", 4),
]

const ending = (how: string) =>
  `AI draft (fault-proof, 1), ${how} by Robin Hale, coordinator, Jan 1, 2026, 7:00 AM America/New_York\n\nCaredesk ref ${REFERENCE}`
const APPROVED_NOTE = `${plan.analysis}\n\n${ending("approved unchanged")}`

const noteOf = (id: string, body = APPROVED_NOTE): StoredNote => ({
  id,
  contactId: ID,
  body,
  html: false,
  dateAdded: instant(9),
})

function known(over: {
  sketches?: Sketch[]
  tags?: string[]
  text?: string
  notes?: StoredNote[]
  status?: string
  message?: string
  altered?: boolean
  events?: StepEvent[]
  story?: Partial<Known["story"]>
  changes?: ChangeState[]
  ends?: ChangeEvent[]
  acts?: Known["acts"]
  personEvents?: Known["personEvents"]
}): Known {
  const status = over.status ?? "done"
  const sketches = over.sketches ?? GOOD
  const record = recordsOf(sketches.map((sketch, n) => entryOf(sketch, n + 1))).get(ID)
  if (!record) throw new Error("There is no record")
  return {
    story: {
      ...newStory(plan),
      draftId: "draft-1",
      approvals: [
        {
          seen: plan.oldNotes,
          wanted: new RegExp(`^${RegExp.escape(plan.summary)}$`),
          sentAt: START + 1_000,
        },
      ],
      decided: "approved",
      decisions: 1,
      approvedAt: START + 1_000,
      decidedAt: START + 1_200,
      ...over.story,
    },
    record,
    truth: {
      contact: { id: ID, tags: over.tags ?? [TAG_ADDED] } as StoredContact,
      notes: over.notes ?? [noteOf("n1")],
      tasks: [],
      fields: { "contact.call_notes": over.text ?? plan.summary },
    },
    decision: {
      runId: plan.id,
      draftStatus: "approved",
      changeId: "change-1",
      status,
      message: over.message ?? "Everything was written.",
      reference: REFERENCE,
      altered: over.altered ?? false,
    },
    events: over.events ?? EVENTS,
    changes: over.changes ?? [{ changeId: "change-1", status }],
    ends: over.ends ?? [ended("change.done", 20)],
    acts: over.acts ?? [],
    personEvents: over.personEvents ?? [],
    holdMs: TIMES.holdMs,
    judgedAt: START + 100_000,
  }
}

/** The good write-back, and what takes it back. */
const PUT_BACK: Sketch = {
  at: 13,
  method: "PUT",
  effects: [textMoves(plan.summary, plan.oldNotes)],
}
const WITHDRAWN: Sketch = {
  at: 15,
  method: "PUT",
  path: `/contacts/${ID}/notes/n1`,
  effects: [{ kind: "note-updated", contactId: ID, noteId: "n1" }],
}
const TAKEN_BACK: Sketch[] = [
  ...GOOD,
  PUT_BACK,
  WITHDRAWN,
  {
    at: 17,
    method: "DELETE",
    path: `/contacts/${ID}/tags`,
    effects: [tagsMove([TAG_ADDED], [])],
  },
  { at: 19, method: "POST", path: `/contacts/${ID}/tags`, effects: [tagsMove([], [TAG_REMOVED])] },
]
const UNDO_EVENTS = [
  ...EVENTS,
  written("set-field", "Call notes", 5),
  written("edit-note", "the note's withdrawal", 6),
  written("remove-tag", TAG_ADDED, 7),
  written("add-tag", TAG_REMOVED, 8),
].map((event) => (event.id > 4 ? { ...event, changeId: "undo-1", at: START + 20_000 } : event))

function knownUndo(over: Parameters<typeof known>[0] & { undo?: string; why?: string }): Known {
  const all = known({
    sketches: TAKEN_BACK,
    events: UNDO_EVENTS,
    tags: plan.oldTags,
    text: plan.oldNotes,
    notes: [noteOf("n1", `Withdrawn by Kim.\n\n--- Withdrawn note ---\n${plan.analysis}`)],
    ...over,
  })
  const undo = { changeId: "undo-1", status: over.undo ?? "done", message: over.why ?? "" }
  return { ...all, story: { ...all.story, undo } }
}

const flaws = (over: Parameters<typeof known>[0]) => judge(known(over)).flaws

/** The good write-back with a request more, at its time. */
const with_ = (...more: Sketch[]) => [...GOOD, ...more].sort((one, other) => one.at - other.at)

describe("the checker of the fault proof", () => {
  test("finds nothing in a write-back as it should be", () => {
    expect(judge(known({}))).toEqual({
      outcome: "done",
      flaws: [],
      insideWindow: [],
      hiddenByLag: [],
    })
  })

  test("finds a second note, also one that was taken away again", () => {
    const second = { ...POST_NOTE, at: 20, effects: [noteMade("n2")] }
    expect(flaws({ sketches: with_(second) })).toContain("2 notes instead of one")
    const notes = [noteOf("n1"), noteOf("n2")]
    expect(flaws({ notes })).toContain("2 notes stand instead of one")
  })

  test("finds what is done without its note, its reference, its text or its tags", () => {
    expect(flaws({ notes: [] })).toContain("finished without its note")
    const other = [noteOf("n1", `${plan.analysis}\n\nCaredesk ref AAAA-AAAA`)]
    expect(flaws({ notes: other })).toContain(
      "the note does not carry the decision's reference once",
    )
    const cut = [noteOf("n1", `${plan.analysis.split("\n")[0]}\n\nCaredesk ref ${REFERENCE}`)]
    expect(flaws({ notes: cut })).toContain("the note's text is not the approved one")
    const more = [
      noteOf("n1", APPROVED_NOTE.replace("\n\nAI draft", "\nNobody approved this.\n\nAI draft")),
    ]
    expect(flaws({ notes: more })).toContain("the note's text is not the approved one")
    const edited = [noteOf("n1", `${plan.analysis}\n\n${ending("edited and approved")}`)]
    expect(flaws({ notes: edited })).toContain("the note's text is not the approved one")
    expect(flaws({ text: plan.oldNotes })).toContain("finished without its text")
    expect(flaws({ tags: [] })).toContain("finished without its tag")
    expect(flaws({ tags: [TAG_ADDED, TAG_REMOVED] })).toContain(
      "finished with the tag that was to go",
    )
  })

  test("finds the text that the pipeline sent where the reviewer had corrected it", () => {
    const received = plan.summary.replace("5.4", "4.5")
    const sent = { ...PUT_TEXT, effects: [textMoves(plan.oldNotes, received)] }
    const sketches = GOOD.map((sketch) => (sketch === PUT_TEXT ? sent : sketch))
    expect(flaws({ sketches, text: received })).toEqual(
      expect.arrayContaining([
        "a text was written that nobody approved",
        "finished without its text",
      ]),
    )
  })

  test("finds what does not end as a refused token has to make it end", () => {
    expect(flaws({ story: { mustRest: "stopped" } })).toEqual([
      "the decision rests as done and had to as stopped",
    ])
    const stopped = {
      status: "stopped",
      message: "The token is refused.",
      sketches: [{ at: 1.1 }],
      events: [],
      ends: [],
    }
    expect(flaws({ story: { mustRest: "done" }, ...stopped })).toContain(
      "the decision rests as stopped and had to as done",
    )
    expect(flaws({ story: { mustRest: "done" } })).toEqual([])
  })

  test("leaves people their later edits", () => {
    const edit = {
      at: 30,
      ours: false,
      method: "PUT",
      effects: [textMoves(plan.summary, "Theirs")],
    }
    expect(flaws({ sketches: with_(edit), text: "Theirs" })).toEqual([])
    const gone = { at: 30, ours: false, method: "PUT", effects: [tagsMove([TAG_ADDED], [])] }
    expect(flaws({ sketches: with_(gone), tags: [] })).toEqual([])
  })

  test("finds what is done and whose text never stood, also where somebody's edit stands since", () => {
    const theirs: Sketch = {
      at: 1.5,
      ours: false,
      method: "PUT",
      effects: [textMoves(plan.oldNotes, "Theirs")],
    }
    const sketches = [theirs, ...GOOD.filter((sketch) => sketch !== PUT_TEXT)]
    const events = EVENTS.map((event) =>
      event.kind === "set-field" ? alreadySo("set-field", "Call notes", 1) : event,
    )
    expect(flaws({ sketches, text: "Theirs", events })).toEqual([
      "finished, and its text never stood there",
      "the audit says set-field was already so, and it never was",
    ])
  })

  test("lets people do a note by hand, leave a colleague's text and write over it, and only them", () => {
    const noNote = {
      sketches: GOOD.filter((sketch) => sketch !== POST_NOTE),
      notes: [],
      events: EVENTS.filter(({ kind }) => kind !== "create-note"),
    }
    expect(flaws({ ...noNote, story: { choice: "done by hand" } })).toEqual([])
    expect(flaws({ ...noNote, story: { choice: "keep theirs" } })).toEqual([
      "finished without its note",
    ])

    const theirs: Sketch = {
      at: 1.5,
      ours: false,
      method: "PUT",
      effects: [textMoves(plan.oldNotes, "Theirs")],
    }
    const left = {
      sketches: [theirs, ...GOOD.filter((sketch) => sketch !== PUT_TEXT)],
      text: "Theirs",
      events: EVENTS.filter(({ kind }) => kind !== "set-field"),
    }
    expect(flaws({ ...left, story: { choice: "keep theirs" } })).toEqual([])
    expect(flaws({ ...left, story: { choice: "write ours" } })).toEqual([
      "finished, and its text never stood there",
    ])

    const over: Sketch = { ...PUT_TEXT, effects: [textMoves("Theirs", plan.summary)] }
    const sketches = [theirs, ...GOOD.map((sketch) => (sketch === PUT_TEXT ? over : sketch))]
    const [first] = known({}).story.approvals
    if (!first) throw new Error("nothing was approved")
    const approvals = [first, { ...first, seen: "Theirs" }]
    expect(flaws({ sketches, story: { choice: "write ours", approvals } })).toEqual([])
    expect(flaws({ sketches, story: { choice: "write ours" } })).toEqual([
      "a text was overwritten that stood there before the fresh read",
    ])
  })

  test("lets a merged text take the place of what was approved, and only that text", () => {
    const both = `${plan.summary}\nTheirs`
    const theirs: Sketch = {
      at: 1.5,
      ours: false,
      method: "PUT",
      effects: [textMoves(plan.oldNotes, "Theirs")],
    }
    const merged = (text: string, last: ChangeEvent["action"] = "change.conflict-merged") => ({
      sketches: [
        theirs,
        ...GOOD.map((sketch) =>
          sketch === PUT_TEXT ? { ...PUT_TEXT, effects: [textMoves("Theirs", text)] } : sketch,
        ),
      ],
      text,
      story: { approvals: [{ seen: "Theirs", wanted: exactly(both), sentAt: START + 2_000 }] },
      changes: [
        { changeId: "change-0", status: "cancelled" },
        { changeId: "change-1", status: "done" },
      ],
      ends: [
        ended("change.conflict", 3, "change-0"),
        ended(last, 4, "change-0"),
        ended("change.done", 20),
      ],
    })
    expect(flaws(merged(both))).toEqual([])
    expect(flaws(merged(plan.summary))).toContain("a text was written that nobody approved")
    expect(flaws(merged(both, "change.conflict"))).toEqual([
      "a change is cancelled, and the audit's last word is change.conflict",
    ])
  })

  test("lets what was approved before a merge have been written before it, and no later", () => {
    const both = `${plan.summary}\nTheirs`
    const [first] = known({}).story.approvals
    if (!first) throw new Error("nothing was approved")
    const until = START + 1_200
    const approvals = [
      { ...first, until },
      { seen: "Theirs", wanted: exactly(both), sentAt: until },
    ]
    const wrote = (at: number) => ({
      sketches: [
        { ...PUT_TEXT, at },
        { at: at + 0.05, ours: false, method: "PUT", effects: [textMoves(plan.summary, "Theirs")] },
        ...GOOD.map((sketch) =>
          sketch === PUT_TEXT ? { ...PUT_TEXT, effects: [textMoves("Theirs", both)] } : sketch,
        ),
      ].sort((one, other) => one.at - other.at),
      text: both,
      story: { approvals },
    })
    const unapproved = "a text was written that nobody approved"
    const doubt = { ...written("set-field", "Call notes", 9), changeId: "change-0" }
    const events = [...EVENTS, { ...doubt, action: "change.step-unsure" as const }]
    expect(flaws({ ...wrote(1.1), events })).toEqual([])
    expect(flaws({ ...wrote(1.3), events })).toContain(unapproved)
  })

  test("takes a text that stood before the approval, or that somebody else wrote, for the approved one", () => {
    const events = EVENTS.map((event) =>
      event.kind === "set-field" ? alreadySo("set-field", "Call notes", 1) : event,
    )
    const others = GOOD.filter((sketch) => sketch !== PUT_TEXT)
    for (const at of [0.5, 1.5]) {
      const same: Sketch = { ...PUT_TEXT, at, ours: false }
      expect(flaws({ sketches: [same, ...others], events })).toEqual([])
    }
  })

  test("finds a text overwritten that the read could show, and counts one apart that it could not", () => {
    const over = { ...PUT_TEXT, effects: [textMoves("Theirs", plan.summary)] }
    const rest = GOOD.filter((sketch) => sketch !== PUT_TEXT)
    const edited = (at: number): Sketch => ({
      at,
      ours: false,
      method: "PUT",
      effects: [textMoves(plan.oldNotes, "Theirs")],
    })
    const told = (...sketches: Sketch[]) =>
      judge(known({ sketches: [...rest, over, ...sketches].sort((a, b) => a.at - b.at) }))
    expect(told(edited(1.5)).flaws).toEqual([
      "a text was overwritten that stood there before the fresh read",
    ])
    expect(told(edited(2.5))).toMatchObject({ flaws: [], insideWindow: ["call notes"] })
  })

  test("finds a text overwritten that came while its change was held, whatever was read then", () => {
    const heldUntil = 1.1 + TIMES.holdMs / 1_000
    const edit = (seconds: number): Sketch => ({
      at: seconds,
      ours: false,
      method: "PUT",
      effects: [textMoves(plan.oldNotes, "Theirs")],
    })
    const over = { ...PUT_TEXT, effects: [textMoves("Theirs", plan.summary)] }
    const rest = GOOD.filter((sketch) => sketch !== PUT_TEXT && sketch.at !== 2.2)
    const told = (edited: Sketch, story: Partial<Known["story"]> = {}) =>
      judge(known({ sketches: [edited, over, ...rest].sort((a, b) => a.at - b.at), story }))
    expect(told(edit(1.2)).flaws).toEqual([
      "a text was overwritten that stood there before the fresh read",
    ])
    expect(told(edit(heldUntil + 0.1))).toMatchObject({ flaws: [], insideWindow: ["call notes"] })
    // A read that lags may not show it even when the hold is over; one made in the hold is no better.
    const lagged = (read: number): Sketch => ({ at: read, asOf: read - 1, fault: "lag" })
    const withRead = (edited: Sketch, read: Sketch) =>
      judge(known({ sketches: [edited, over, read, ...rest].sort((a, b) => a.at - b.at) }))
    const hidden = { insideWindow: [], hiddenByLag: ["call notes"] }
    expect(withRead(edit(1.4), lagged(2.3))).toMatchObject(hidden)
    expect(withRead(edit(1.2), lagged(2.3)).flaws).toHaveLength(1)
    expect(withRead(edit(1.2), lagged(2))).toMatchObject(hidden)
    expect(withRead(edit(2.5), lagged(2.3))).toMatchObject({
      insideWindow: ["call notes"],
      hiddenByLag: [],
    })
    // A clock that was set may have ended the hold.
    const jumped = { incidents: new Set(["all clocks an hour forward"]) }
    expect(told(edit(1.2), jumped)).toMatchObject({ flaws: [], insideWindow: ["call notes"] })
  })

  test("finds a text written again that a colleague had taken back, and lets people decide to", () => {
    const back = (seconds: number): Sketch => ({
      at: seconds,
      ours: false,
      method: "PUT",
      effects: [textMoves(plan.summary, plan.oldNotes)],
    })
    const again = (edited: Sketch) => ({
      sketches: with_({ at: 10 }, edited, { ...PUT_TEXT, at: 11 }),
    })
    const flaw = "a text was written again that a colleague had taken back"
    expect(flaws(again(back(9.5)))).toContain(flaw)
    expect(judge(known(again(back(10.5))))).toMatchObject({
      flaws: expect.not.arrayContaining([flaw]),
      insideWindow: ["call notes"],
    })
    const resumed = { action: "change.resumed", changeId: "change-1", how: "done" } as const
    expect(flaws({ ...again(back(9.5)), acts: [resumed] })).not.toContain(flaw)
    const [first] = known({}).story.approvals
    if (!first) throw new Error("nothing was approved")
    const approvals = [first, { ...first, sentAt: START + 9_800 }]
    expect(flaws({ ...again(back(9.5)), story: { approvals } })).not.toContain(flaw)
    expect(flaws({ ...again(back(9.5)), story: { lives: 2 } })).not.toContain(flaw)
    // Before anything of ours was written, the text of before is what was approved to be replaced.
    const same = { ...back(1.5), effects: [textMoves(plan.oldNotes, plan.oldNotes)] }
    expect(flaws({ sketches: with_(same) })).toEqual([])
  })

  test("finds a text that nobody approved", () => {
    const wrong = { ...PUT_TEXT, effects: [textMoves(plan.oldNotes, "Something else")] }
    const sketches = GOOD.map((sketch) => (sketch === PUT_TEXT ? wrong : sketch))
    expect(flaws({ sketches })).toContain("a text was written that nobody approved")
  })

  test("finds moved what is no part of the change, and a tag moved twice", () => {
    const put = (effect: Effect) => ({ at: 20, method: "PUT", effects: [effect] })
    expect(flaws({ sketches: with_(put(tagsMove([TAG_ADDED, "vip"], [TAG_ADDED]))) })).toContain(
      "the tag vip moved, which is not part of the change",
    )
    const again = put(tagsMove([], [TAG_ADDED]))
    expect(flaws({ sketches: with_(again) })).toContain("add-tag took effect more than once")
    const field = put({
      kind: "fields",
      contactId: ID,
      before: { email: "a" },
      after: { email: "b" },
    })
    expect(flaws({ sketches: with_(field) })).toContain(
      "a field moved that is not part of the change",
    )
  })

  test("lets a store that was put back carry out what it still held, and no other", () => {
    const again = { at: 20, method: "PUT", effects: [tagsMove([], [TAG_ADDED])] }
    const event = { ...written("add-tag", TAG_ADDED, 9), at: START + 21_000 }
    const events = [...EVENTS, { ...event, store: event.store + 1, stepId: "step-9" }]
    const told = (lives: number) => flaws({ sketches: with_(again), events, story: { lives } })
    expect(told(2)).not.toContain("add-tag took effect more than once")
    expect(told(1)).toContain("add-tag took effect more than once")
  })

  test("finds an effect without its event, and an event without its effect", () => {
    expect(flaws({ events: EVENTS.slice(1) })).toEqual([
      "set-field took effect and the audit does not know of it",
    ])
    const doubled = [...EVENTS, { ...written("create-note", "note", 9), stepId: "step-4" }]
    expect(flaws({ events: doubled })).toEqual([
      "the audit says twice that create-note was written",
    ])
    const sketches = GOOD.filter((sketch) => sketch !== POST_NOTE)
    expect(flaws({ sketches })).toContain(
      "the audit says create-note was written, and nothing took effect",
    )
  })

  test("finds an effect that came after all that the audit says of it, unless it told a doubt", () => {
    const early = EVENTS.map((event) =>
      event.kind === "create-note"
        ? { ...alreadySo("create-note", "note", event.id), at: START + 7_500 }
        : event,
    )
    const unknown = "create-note took effect and the audit does not know of it"
    expect(flaws({ events: early })).toContain(unknown)
    const doubted = early.map((event) =>
      event.kind === "create-note" ? { ...event, action: "change.step-unsure" as const } : event,
    )
    expect(flaws({ events: doubted })).not.toContain(unknown)
  })

  test("finds a step called already so that never was, or not yet", () => {
    const claim = (kind: string, label: string, over: Partial<StepEvent> = {}) =>
      EVENTS.map((event) =>
        event.kind === kind ? { ...alreadySo(kind, label, event.id), ...over } : event,
      )
    const without = (method: string, path: string) =>
      GOOD.filter((one) => one.method !== method || !(one.path ?? "/tags").endsWith(path))
    const never = (kind: string) => `the audit says ${kind} was already so, and it never was`
    // It came later than that.
    const early = claim("add-tag", TAG_ADDED, { at: START + 3_500 })
    expect(flaws({ events: early })).toContain(never("add-tag"))
    expect(flaws({ events: claim("add-tag", TAG_ADDED) })).not.toContain(never("add-tag"))
    const late = claim("add-tag", TAG_ADDED, { at: START + 12_000 + HOUR_MS })
    expect(flaws({ events: late })).not.toContain(never("add-tag"))
    const lateAndEarly = claim("add-tag", TAG_ADDED, { at: START + 3_500 + HOUR_MS })
    expect(flaws({ events: lateAndEarly })).toContain(never("add-tag"))
    // The tag that was to go never went.
    const tags = [TAG_ADDED, TAG_REMOVED]
    expect(
      flaws({
        sketches: without("DELETE", "/tags"),
        tags,
        events: claim("remove-tag", TAG_REMOVED),
      }),
    ).toContain(never("remove-tag"))
    expect(
      flaws({ sketches: without("POST", "/notes"), events: claim("create-note", "note") }),
    ).toContain(never("create-note"))
  })

  test("finds a step called written before it was", () => {
    const events = EVENTS.map((event) => (event.id === 1 ? { ...event, at: START + 1_500 } : event))
    expect(flaws({ events })).toEqual([
      "set-field took effect and the audit does not know of it",
      "the audit says set-field was written, and nothing took effect",
    ])
  })

  test("finds a text called written where only somebody else's stands", () => {
    const theirs: Sketch = {
      at: 1.5,
      ours: false,
      method: "PUT",
      effects: [textMoves(plan.oldNotes, "Theirs")],
    }
    const sketches = [theirs, ...GOOD.filter((sketch) => sketch !== PUT_TEXT)]
    expect(flaws({ sketches, text: "Theirs" })).toContain(
      "the audit says set-field was written, and nothing took effect",
    )
  })

  test("finds a change that ended otherwise than the audit says", () => {
    const told = (status: string, ...ends: ChangeEvent[]) =>
      flaws({ status, message: "Look at the contact.", ends })
    expect(told("done")).toEqual(["a change is done, and the audit's last word is nothing"])
    expect(told("done", ended("change.done", 20), ended("change.conflict", 21))).toEqual([
      "a change is done, and the audit's last word is change.conflict",
    ])
    expect(told("done", ended("change.stopped", 20), ended("change.resumed", 21))).toEqual([
      "a change is done, and the audit's last word is change.resumed",
    ])
    expect(told("done", ended("change.done", 20), ended("change.done", 21))).toEqual([
      "the audit says 2 times that a change is done",
    ])
    expect(told("stopped", ended("change.done", 20))).toEqual([
      "a change is stopped, and the audit's last word is change.done",
    ])
    expect(told("stopped", ended("change.stopped", 20))).toEqual([])
    expect(told("unsure")).toEqual(["a change is unsure, and the audit has no doubt"])
    const cancelled = { changeId: "change-0", status: "cancelled" }
    const changes = [cancelled, { changeId: "change-1", status: "done" }]
    const ends = [ended("change.done", 20)]
    expect(flaws({ changes, ends })).toEqual([
      "a change is cancelled, and the audit's last word is nothing",
    ])
    expect(flaws({ changes, ends: [ended("change.cancelled", 3, "change-0"), ...ends] })).toEqual(
      [],
    )
  })

  test("finds an act of a person that the audit does not tell, or tells twice", () => {
    const approved = { action: "draft.approved", changeId: "change-1" } as const
    const acts = [{ ...approved, how: "done" as const }]
    const event = (key: string) => ({ ...approved, by: REVIEWER_EMAIL, key })
    expect(flaws({ acts, personEvents: [event("1")] })).toEqual([])
    expect(flaws({ acts })).toEqual(["draft.approved was done, and the audit does not tell of it"])
    expect(flaws({ acts, personEvents: [event("1"), event("2")] })).toEqual([
      "the audit tells draft.approved more often than it was done",
    ])
  })

  test("finds a draft that could never be approved", () => {
    const decided = { refused: "This draft cannot be approved." }
    expect(judge(known({ story: { decided } }))).toMatchObject({
      outcome: "not decided",
      flaws: ["never approved: This draft cannot be approved."],
    })
    expect(flaws({ story: { decided: null } })).toEqual(["never approved: nobody knows why"])
  })

  test("finds a decision that rests without a reason, on its way for ever, or lost", () => {
    const resting = {
      status: "stopped",
      message: "Stopped: GHL refused it. Look at the contact.",
      ends: [ended("change.stopped", 20)],
    }
    expect(flaws(resting)).toEqual([])
    expect(flaws({ ...resting, message: "" })).toContain(
      "the decision is stopped and does not say why",
    )
    expect(flaws({ status: "waiting" })).toContain("the decision rests as waiting")
    expect(judge({ ...known({}), decision: null }).flaws).toContain("the decision is lost")
  })
})

describe("the checker of a write-back that was taken back", () => {
  const undone = (over: Parameters<typeof knownUndo>[0]) => judge(knownUndo(over)).flaws

  test("finds nothing where all stands as it was", () => {
    expect(undone({})).toEqual([])
  })

  test("finds a text put back of which the audit does not know, though it knows of the approved one", () => {
    const events = UNDO_EVENTS.filter(({ id }) => id !== 5)
    expect(undone({ events })).toEqual(["set-field took effect and the audit does not know of it"])
  })

  test("finds what took effect twice also where taking it back came to rest", () => {
    const stopped = { undo: "stopped", why: "GHL refused it." }
    expect(undone({ ...stopped, sketches: TAKEN_BACK.filter((one) => one !== WITHDRAWN) })).toEqual(
      ["the audit says edit-note was written, and nothing took effect"],
    )
    const again = { ...POST_NOTE, at: 30, effects: [noteMade("n2")] }
    expect(undone({ ...stopped, sketches: [...TAKEN_BACK, again] })).toContain(
      "taken back, and the note was made 2 times instead of 1",
    )
  })

  test("finds a text, tags or a note that do not stand as they were", () => {
    expect(undone({ text: plan.summary })).toEqual(["taken back, and the text is not as it was"])
    expect(undone({ tags: ["vip"] })).toEqual(["taken back, and the tags are not as they were"])
    expect(undone({ notes: [noteOf("n1")] })).toEqual(["taken back, and the note does not say so"])
  })

  test("finds a text called put back that was not, though it had stood before", () => {
    const before: Sketch = {
      at: 0.2,
      ours: false,
      method: "PUT",
      effects: [textMoves("Long ago", plan.oldNotes)],
    }
    const sketches = [before, ...TAKEN_BACK.filter((one) => one !== PUT_BACK)]
    expect(undone({ sketches: [before, ...TAKEN_BACK] })).toEqual([])
    expect(undone({ sketches })).toContain(
      "the audit says set-field was written, and nothing took effect",
    )
  })

  test("finds that what was taken back had never stood", () => {
    const other: Sketch[] = TAKEN_BACK.map((one) => {
      if (one === PUT_TEXT) return { ...one, effects: [textMoves(plan.oldNotes, "Theirs")] }
      return one === PUT_BACK ? { ...one, effects: [textMoves("Theirs", plan.oldNotes)] } : one
    })
    expect(undone({ sketches: other })).toContain("finished, and its text never stood there")
  })

  test("finds what took effect twice, never, or beside it", () => {
    expect(undone({ sketches: [...TAKEN_BACK, { ...PUT_BACK, at: 30 }] })).toContain(
      "taken back, and call_notes were written 3 times instead of 2",
    )
    expect(undone({ sketches: TAKEN_BACK.filter((one) => one !== WITHDRAWN) })).toContain(
      "taken back, and the note was withdrawn 0 times instead of 1",
    )
    const vip = { at: 31, method: "POST", effects: [tagsMove([], ["vip"])] }
    expect(undone({ sketches: [...TAKEN_BACK, vip] })).toContain(
      "taken back, and something moved that is no part of it",
    )
  })

  test("lets it rest with its reason, and not without one or on its way", () => {
    expect(undone({ undo: "conflict", why: "The note was edited since." })).toEqual([])
    expect(undone({ undo: "conflict" })).toEqual(["taking it back rests as conflict"])
    expect(undone({ undo: "running", why: "On its way." })).toEqual([
      "taking it back rests as running",
    ])
  })
})

describe("the checker of a note that GHL altered", () => {
  const approved = APPROVED_NOTE
  const eaten = noteOf("n1", sanitised(approved))
  const MADE: Sketch = { ...POST_NOTE, fault: "kept-as-html" }
  const PUT_NOTE: Sketch = {
    at: 14,
    method: "PUT",
    path: `/contacts/${ID}/notes/n1`,
    body: { body: approved },
    effects: [{ kind: "note-updated", contactId: ID, noteId: "n1" }],
  }
  const made = GOOD.map((sketch) => (sketch === POST_NOTE ? MADE : sketch))
  const mend = { ...written("edit-note", "the altered note", 5), changeId: "mend-1" }
  const change = { changeId: "change-1", status: "done" }
  /** A write-back whose note was put back. */
  const putBack = (over: Parameters<typeof known>[0] = {}) =>
    flaws({
      sketches: [...made, PUT_NOTE],
      events: [...EVENTS, { ...mend, at: START + 15_000 }],
      changes: [change, { changeId: "mend-1", status: "done" }],
      ends: [ended("change.done", 20), ended("change.done", 21, "mend-1")],
      ...over,
    })

  test("finds nothing where it was put back, or where somebody is asked about it", () => {
    expect(putBack()).toEqual([])
    expect(flaws({ sketches: made, notes: [eaten], altered: true })).toEqual([])
  })

  test("finds that nobody is asked about it, or without need", () => {
    expect(flaws({ sketches: made, notes: [eaten] })).toEqual([
      "GHL altered the note, and nobody is asked about it",
    ])
    expect(putBack({ altered: true })).toEqual([
      "the note reads as approved, and somebody is asked about it",
    ])
  })

  test("takes no other note for one that GHL altered", () => {
    expect(flaws({ notes: [eaten], altered: true })).toEqual([
      "the note's text is not the approved one",
    ])
    const sketches = [...GOOD, PUT_NOTE]
    expect(putBack({ sketches })).toEqual(["a note was changed that is not part of the change"])
  })

  test("finds it put back twice, with another text, or beside a second one", () => {
    expect(putBack({ sketches: [...made, PUT_NOTE, { ...PUT_NOTE, at: 14.5 }] })).toEqual([
      "an altered note was put back 2 times",
    ])
    const other = { ...PUT_NOTE, body: { body: "Something else" } }
    expect(putBack({ sketches: [...made, other] })).toEqual([
      "an altered note was not put back as approved",
    ])
    const notes = [noteOf("n1"), { ...eaten, id: "n2" }]
    expect(putBack({ notes })).toEqual(["2 notes stand instead of one"])
  })

  test("finds the change that puts it back on its way for ever, or without its event", () => {
    const changes = [change, { changeId: "mend-1", status: "queued" }]
    expect(flaws({ sketches: made, notes: [eaten], altered: true, changes })).toEqual([
      "another change of the contact rests as queued",
    ])
    expect(putBack({ events: EVENTS })).toEqual([
      "edit-note took effect and the audit does not know of it",
    ])
  })
})
