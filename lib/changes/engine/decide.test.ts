import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { DOUBTS, STEP_KINDS } from "#lib/db/schema/changes.ts"
import { decide, type Situation } from "./decide.ts"

const textKinds = ["set-field", "edit-note"] as const
const tagKinds = ["add-tag", "remove-tag"] as const

/** Few texts, so that they often meet. */
const text = fc.constantFrom("", "as seen", "as wanted", "as wanted ", "another's")
const history = {
  doubt: fc.constantFrom(null, ...DOUBTS),
  settled: fc.boolean(),
  touched: fc.boolean(),
  mayBeHidden: fc.constant(false),
  attempts: fc.nat({ max: 6 }),
  maxAttempts: fc.constant(5),
}
const ofText = fc.record({
  kind: fc.constantFrom(...textKinds),
  seen: text,
  wanted: text,
  stands: fc.option(text),
  ...history,
})
const ofTag = fc.record({
  kind: fc.constantFrom(...tagKinds),
  seen: fc.constant(null),
  wanted: fc.constantFrom("present", "absent"),
  stands: fc.constantFrom("present", "absent"),
  ...history,
})
const state = fc.constantFrom("open", "completed")
const ofTask = fc.record({
  kind: fc.constant("set-task" as const),
  seen: state,
  wanted: state,
  stands: fc.option(state),
  ...history,
})
const newKinds = ["create-note", "create-task"] as const
const ofNew = fc.record({
  kind: fc.constantFrom(...newKinds),
  seen: fc.constant(null),
  wanted: fc.constant("body"),
  stands: fc.constantFrom(null, "body", "body as GHL altered it"),
  ...history,
  mayBeHidden: fc.boolean(),
})
const isNew = ({ kind }: Situation) => newKinds.some((one) => one === kind)
const anySituation: fc.Arbitrary<Situation> = fc.oneof(ofText, ofTag, ofTask, ofNew)

const always = (check: (situation: Situation) => void) =>
  fc.assert(fc.property(anySituation, check), { numRuns: 2_000 })

const base: Situation = {
  kind: "set-field",
  seen: "as seen",
  wanted: "as wanted",
  stands: "as seen",
  doubt: null,
  settled: false,
  touched: false,
  mayBeHidden: false,
  attempts: 0,
  maxAttempts: 5,
}

describe("what to do with a step", () => {
  test("untouched: write; already so: done; changed by someone: conflict", () => {
    expect(decide(base)).toEqual({ act: "write" })
    expect(decide({ ...base, stands: "as wanted\r\n" })).toEqual({ act: "done", alreadySo: true })
    expect(decide({ ...base, stands: "another's" })).toEqual({ act: "conflict" })
  })

  test("never writes over a text that the person has not seen", () => {
    fc.assert(
      fc.property(ofText, (situation) => {
        if (decide(situation).act !== "write") return
        expect(situation.stands?.trimEnd()).toBe(situation.seen.trimEnd())
      }),
      { numRuns: 2_000 },
    )
  })

  test("never sends a note again that a capped list may hide, and stops once it has settled", () => {
    always((situation) => {
      const { doubt, settled, mayBeHidden, stands } = situation
      if (!mayBeHidden || doubt === null || stands !== null) return
      const stop = { act: "stop", why: "note-unseen" }
      expect(decide(situation)).toEqual(settled ? stop : { act: "wait" })
    })
  })

  test("never sends again before the settling time is over", () => {
    always((situation) => {
      if (situation.doubt === null || situation.settled) return
      expect(decide(situation).act).not.toBe("write")
    })
  })

  test("never sends again what GHL accepted or refused", () => {
    always((situation) => {
      if (situation.doubt !== "accepted" && situation.doubt !== "refused") return
      expect(decide(situation).act).not.toBe("write")
    })
  })

  test("what stands as wanted is done, whatever was answered", () => {
    always((situation) => {
      const decision = decide({
        ...situation,
        stands: isNew(situation) ? "altered" : situation.wanted,
      })
      expect(decision).toEqual({ act: "done", alreadySo: situation.attempts === 0 })
    })
  })

  test("tags, new notes and new tasks never conflict", () => {
    fc.assert(
      fc.property(fc.oneof(ofTag, ofNew), (situation) => {
        expect(decide(situation).act).not.toBe("conflict")
      }),
    )
  })

  test("nothing waits for ever: a settled step is written, done, stopped or in conflict", () => {
    always((situation) => {
      expect(decide({ ...situation, settled: true }).act).not.toBe("wait")
    })
  })

  test("what is found by its reference is never made again", () => {
    fc.assert(
      fc.property(ofNew, (situation) => {
        if (situation.stands !== null) expect(decide(situation).act).toBe("done")
      }),
    )
  })

  test("a write without an answer is sent again after settling, up to its limit", () => {
    const unknown = { ...base, doubt: "unknown", settled: true } as const
    expect(decide({ ...unknown, attempts: 4 })).toEqual({ act: "write" })
    expect(decide({ ...unknown, attempts: 5 })).toEqual({ act: "stop", why: "gave-up" })
  })

  test("a late write of ours may still land over another's text: no verdict before settling", () => {
    const changed = { ...base, doubt: "unknown", stands: "another's" } as const
    expect(decide({ ...changed, settled: false })).toEqual({ act: "wait" })
    expect(decide({ ...changed, settled: true })).toEqual({ act: "conflict" })
  })

  test("a read may lag an accepted write: an older text gives no verdict before settling either", () => {
    const older = { ...base, doubt: "accepted", stands: "another's" } as const
    expect(decide(older)).toEqual({ act: "wait" })
    expect(decide({ ...older, settled: true })).toEqual({ act: "conflict" })
  })

  test("a tag is not sent again where someone may have undone it", () => {
    const tag = {
      ...base,
      kind: "add-tag",
      seen: null,
      wanted: "present",
      stands: "absent",
    } as const
    const lost = { ...tag, doubt: "unknown", settled: true, attempts: 1 } as const
    expect(decide(lost)).toEqual({ act: "write" })
    expect(decide({ ...lost, touched: true })).toEqual({ act: "stop", why: "touched" })
    // Nothing was sent yet: whoever changed the contact before has nothing to do with it.
    expect(decide({ ...tag, touched: true })).toEqual({ act: "write" })
  })

  test("a text is not sent again where someone may have put the one of before back", () => {
    const text = { ...base, kind: "set-field", stands: base.seen } as const
    const lost = { ...text, doubt: "unknown", settled: true, attempts: 1 } as const
    expect(decide(lost)).toEqual({ act: "write" })
    expect(decide({ ...lost, touched: true })).toEqual({ act: "stop", why: "touched" })
    expect(decide({ ...lost, settled: false, touched: true })).toEqual({ act: "wait" })
    expect(decide({ ...text, touched: true })).toEqual({ act: "write" })
  })

  test("a refusal without an effect stops once it is certain", () => {
    expect(decide({ ...base, doubt: "refused", settled: true })).toEqual({
      act: "stop",
      why: "refused",
    })
    expect(decide({ ...base, doubt: "accepted", settled: true })).toEqual({
      act: "stop",
      why: "not-kept",
    })
    expect(decide({ ...base, kind: "edit-note", stands: null })).toEqual({
      act: "stop",
      why: "note-gone",
    })
    const task = { ...base, kind: "set-task", seen: "open", wanted: "completed" } as const
    expect(decide({ ...task, stands: null })).toEqual({ act: "stop", why: "task-gone" })
  })

  test("every kind of step is covered", () => {
    expect(new Set([...textKinds, ...tagKinds, ...newKinds, "set-task"])).toEqual(
      new Set(STEP_KINDS),
    )
  })
})
