import { describe, expect, test } from "vitest"
import { exampleDrafts, oneMoreDraft } from "./example-drafts.ts"
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

  test("are six, for six contacts, the same every time", () => {
    expect(drafts).toHaveLength(6)
    expect(new Set(drafts.map((draft) => draft.contactId)).size).toBe(6)
    expect(exampleDrafts()).toEqual(drafts)
    expect(drafts.map((draft) => draft.contactId)).not.toContain(oneMoreDraft("x").contactId)
  })

  test("tell one number wrong in two of them, and none in the others", () => {
    expect(wrongNumbers).toEqual([0, 1, 0, 0, 1, 0])
  })

  test("are of the contact's own report but for one, which is another client's", () => {
    const own = drafts.map((draft) => {
      const report = reportOf(draft.contactId)
      return report?.userId === draft.userId && report.documentId === draft.source.documentId
    })
    expect(own).toEqual([true, true, true, false, true, true])
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
