import { describe, expect, test } from "vitest"
import { criticalValues } from "#lib/reviews/critical.ts"
import { demoDrafts, exampleDrafts, oneMoreDraft } from "./example-drafts.ts"
import { labReports } from "./seed/labs.ts"

describe("the demo's drafts", () => {
  const drafts = exampleDrafts()
  const reportOf = (contactId: string) =>
    labReports().find((report) => report.contactId === contactId)
  const wrongNumbers = drafts.map(
    (draft) =>
      draft.source.biomarkers.filter(
        ({ name, value, unit }) =>
          !draft.summary.includes(name) || !draft.analysis.includes(`${name}: ${value} ${unit} `),
      ).length,
  )

  test("are seven, for seven contacts, the same every time", () => {
    expect(drafts).toHaveLength(7)
    expect(new Set(drafts.map((draft) => draft.contactId)).size).toBe(7)
    expect(exampleDrafts()).toEqual(drafts)
    expect(drafts.map((draft) => draft.contactId)).not.toContain(oneMoreDraft("x").contactId)
  })

  test("tell one number wrong in two of them, and none in the others", () => {
    expect(wrongNumbers).toEqual([0, 1, 0, 0, 1, 0, 0])
  })

  test("are of the contact's own report but for one, which is another client's", () => {
    const own = drafts.map((draft) => {
      const report = reportOf(draft.contactId)
      return report?.userId === draft.userId && report.documentId === draft.source.documentId
    })
    expect(own).toEqual([true, true, true, false, true, true, true])
  })

  test("have one that cannot wait, with earlier values and the way each has gone", () => {
    const urgent = drafts.filter((draft) => criticalValues(draft.source.biomarkers).length > 0)
    expect(urgent).toEqual([drafts[6]])
    const markers = urgent[0]?.source.biomarkers ?? []
    expect(markers.length).toBeGreaterThan(8)
    for (const { name, value, unit, previous } of markers) {
      const before = previous?.[0]?.value ?? Number.NaN
      const way = before < value ? "rose" : "fell"
      expect(urgent[0]?.analysis).toContain(`${name} ${way} from ${before} to ${value} ${unit}`)
    }
  })

  test("begin, in the demo, with a run that a later one supersedes", () => {
    const [older, ...others] = demoDrafts()
    expect(others).toEqual(drafts)
    const same = others.find(({ contactId }) => contactId === older?.contactId)
    expect(same?.source.documentId).toBe(older?.source.documentId)
    expect(same?.runId).not.toBe(older?.runId)
  })

  test("carry the report's values as their source", () => {
    for (const draft of drafts.filter((_, index) => index !== 3)) {
      const values = reportOf(draft.contactId)?.biomarkers.map(({ name, value }) => ({
        name,
        value,
      }))
      expect(draft.source.biomarkers.map(({ name, value }) => ({ name, value }))).toEqual(values)
    }
  })
})
