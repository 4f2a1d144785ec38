import { describe, expect, test } from "vitest"
import { flawsOfActs, type PersonAct, type PersonEvent, REVIEWER_EMAIL } from "./acts.ts"

const act = (over: Partial<PersonAct> = {}): PersonAct => ({
  action: "change.resumed",
  changeId: "change-1",
  how: "done",
  ...over,
})
const event = (key: string, over: Partial<PersonEvent> = {}): PersonEvent => ({
  action: "change.resumed",
  changeId: "change-1",
  by: REVIEWER_EMAIL,
  key,
  ...over,
})

describe("the checker of a person's acts", () => {
  test("finds nothing where each is told once", () => {
    const acts = [act(), act(), act({ action: "change.cancelled" })]
    const events = [event("1"), event("2"), event("3", { action: "change.cancelled" })]
    expect(flawsOfActs(acts, events)).toEqual([])
    // A copy of the store tells the same events.
    expect(flawsOfActs(acts, [...events, ...events])).toEqual([])
  })

  test("finds one that is not told, or of another change", () => {
    const missing = ["change.resumed was done, and the audit does not tell of it"]
    expect(flawsOfActs([act()], [])).toEqual(missing)
    expect(flawsOfActs([act()], [event("1", { changeId: "change-2" })])).toEqual(missing)
    expect(flawsOfActs([act(), act()], [event("1")])).toEqual(missing)
  })

  test("finds one that is told twice, or though it was refused", () => {
    const doubled = ["the audit tells change.resumed more often than it was done"]
    expect(flawsOfActs([act()], [event("1"), event("2")])).toEqual(doubled)
    expect(flawsOfActs([act({ how: "refused" })], [event("1")])).toEqual(doubled)
  })

  test("lets one be told or not whose answer never came, and not twice", () => {
    const asked = [act({ how: "asked" })]
    expect(flawsOfActs(asked, [])).toEqual([])
    expect(flawsOfActs(asked, [event("1")])).toEqual([])
    expect(flawsOfActs(asked, [event("1"), event("2")])).toHaveLength(1)
  })

  test("finds one that is told of somebody else, or of nobody", () => {
    const other = ["the audit says that somebody else did change.resumed"]
    expect(flawsOfActs([act()], [event("1", { by: "admin@caredesk.test" })])).toEqual(other)
    expect(flawsOfActs([act()], [event("1", { by: null })])).toEqual(other)
  })
})
