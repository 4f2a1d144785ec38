import { describe, expect, test } from "vitest"
import type { JournalEntry } from "#lib/sandbox/types.ts"
import { OLDER_COPY } from "./befall.ts"
import { planCase } from "./cases.ts"
import { planned } from "./catalogue.ts"
import { exactly, newStory, type Story } from "./drive.ts"
import { TOKEN_REVOKED } from "./incidents.ts"
import { kindsOf } from "./kinds.ts"
import { recordsOf } from "./record-of-contact.ts"
import { FAULT_NAMES, planFault, wantedOf } from "./wanted.ts"

const START = Date.parse("2026-01-01T12:00:00Z")

const entry = (n: number, over: Partial<JournalEntry>): JournalEntry => ({
  n,
  time: new Date(START + n * 1_000).toISOString(),
  actor: "app",
  method: "PUT",
  path: "/contacts/c1",
  state: "answered",
  status: 200,
  body: null,
  effects: [],
  effectAt: null,
  asOf: null,
  fault: null,
  ...over,
})
const theirs = (n: number) =>
  entry(n, { actor: "someone-else", method: "POST", path: "/__sandbox/contacts/c1" })

const DROPPED = { name: "dropped before", on: null }

const happened = (story: Partial<Story>, journal: JournalEntry[], times: [string, number][] = []) =>
  Object.fromEntries(
    kindsOf({
      store: "postgres",
      wanted: wantedOf(100),
      stories: [{ ...newStory(planFault(7, 0, "c1", DROPPED)), ...story }],
      journal,
      records: recordsOf(journal),
      happened: new Map(times),
    }).map(({ name, happened }) => [name, happened]),
  )

describe("what a run had in store", () => {
  test("is every fault of the upstream, every incident of the store, and a second editor", () => {
    const names = Object.keys(happened({}, []))
    expect(names).toEqual(expect.arrayContaining(FAULT_NAMES.map((name) => `fault: ${name}`)))
    expect(names).toContain("desk: Postgres restarted, immediate")
    expect(names).toContain(`desk: ${OLDER_COPY}`)
    expect(names).toContain("a second editor in between")
    expect(new Set(names).size).toBe(names.length)
  })

  test("a fault happened when all of the case's own struck a request", () => {
    const name = "fault: dropped before"
    const one = entry(1, { fault: { id: "f1", kind: "drop-before" } })
    const other = entry(2, { fault: { id: "f2", kind: "lag" } })
    expect(happened({ faultIds: ["f1"] }, [one])[name]).toBe(1)
    expect(happened({ faultIds: ["f1", "f2"] }, [one, other])[name]).toBe(1)
    expect(happened({ faultIds: ["f1", "f2"] }, [one])[name]).toBe(0)
    expect(happened({ faultIds: ["f1", "f2"] }, [other])[name]).toBe(0)
    expect(happened({ faultIds: [] }, [one, other])[name]).toBe(0)
  })

  test("in a long run is every fault on every request, and one request does not stand for another", () => {
    const struck = [entry(1, { fault: { id: "f1", kind: "drop-before" } })]
    const wanted = wantedOf(1_000)
    expect(wanted).toContainEqual({ name: "dropped after the effect", on: "DELETE tag" })
    expect(new Set(wanted.map(({ name }) => name))).toEqual(new Set(FAULT_NAMES))
    const plan = planFault(7, 0, "c1", { name: "dropped before", on: "POST note" })
    const kinds = kindsOf({
      store: "postgres",
      wanted,
      stories: [{ ...newStory(plan), faultIds: ["f1"] }],
      journal: struck,
      records: recordsOf(struck),
      happened: new Map(),
    })
    const of = (on: string) => kinds.find(({ name }) => name === `fault: dropped before, on ${on}`)
    expect(of("POST note")).toMatchObject({ planned: 1, happened: 1 })
    expect(of("PUT call_notes")).toMatchObject({ planned: 0, happened: 0 })
  })

  test("an incident happened when a write-back was under way", () => {
    const times: [string, number][] = [["worker killed", 2]]
    const name = "desk: worker killed"
    expect(happened({ incidents: new Set(["worker killed"]) }, [], times)[name]).toBe(2)
    expect(happened({}, [], times)[name]).toBe(0)
    expect(happened({ incidents: new Set(["worker killed"]) }, [])[name]).toBe(0)
  })

  test("the token was revoked when a request of ours met it", () => {
    const felt = { incidents: new Set([TOKEN_REVOKED]) }
    const name = `desk: ${TOKEN_REVOKED}`
    const met = [entry(1, { status: 401, fault: { id: "f9", kind: "revoke-token" } })]
    expect(happened(felt, met, [[TOKEN_REVOKED, 2]])[name]).toBe(1)
    expect(happened(felt, [], [[TOKEN_REVOKED, 2]])[name]).toBe(0)
  })

  test("the token was refused at a write, and a corrected text was written, where the journal has it", () => {
    const plan = {
      ...planCase(7, 1, "c1"),
      fault: planned("token refused at a write, left alone", "POST tag"),
    }
    const refused = "token refused at a write, left alone: POST tag"
    const struck = entry(1, { fault: { id: "f1", kind: "revoke-token" } })
    expect(happened({ plan, faultIds: ["f1"] }, [struck])[refused]).toBe(1)
    expect(happened({ plan, faultIds: ["f1"] }, [])[refused]).toBe(0)
    expect(happened({ faultIds: ["f1"] }, [struck])[refused]).toBe(0)

    const corrected = "a text that the reviewer corrected"
    const approvals = [{ seen: "", wanted: exactly(plan.summary), sentAt: START }]
    const writing = (after: string) =>
      entry(2, {
        effects: [
          {
            kind: "fields",
            contactId: "c1",
            before: { "contact.call_notes": "" },
            after: { "contact.call_notes": after },
          },
        ],
      })
    expect(happened({ plan, approvals }, [writing(plan.summary)])[corrected]).toBe(1)
    expect(happened({ plan, approvals }, [writing(plan.received?.summary ?? "")])[corrected]).toBe(
      0,
    )
  })

  test("a second editor came in between when a request of ours came after the edit", () => {
    const edit = { what: "call notes", afterMs: 0, edit: {} }
    const story = { plan: { ...planCase(7, 0, "c1", true), edit }, approvedAt: START + 1_500 }
    const name = "a second editor in between"
    expect(happened(story, [theirs(2), entry(3, {})])[name]).toBe(1)
    expect(happened(story, [entry(2, {}), theirs(3)])[name]).toBe(0)
    expect(happened(story, [theirs(1), entry(2, {})])[name]).toBe(0)
  })
})

test("a case for a kind of fault has that fault, and nobody else about", () => {
  for (const { name, on } of [...wantedOf(100), ...wantedOf(1_000)]) {
    const { fault, edit, cancelFirst } = planFault(7, 3, "c1", { name, on })
    expect(fault).toMatchObject(on === null ? { name } : { name, on })
    expect(fault.inputs("c1").length).toBeGreaterThan(0)
    expect({ edit, cancelFirst }).toEqual({ edit: null, cancelFirst: false })
  }
})
