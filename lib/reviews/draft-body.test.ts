import { expect, test } from "vitest"
import { bodyHash, draftBody } from "./draft-body.ts"

const body = (previous: unknown) => ({
  runId: "run",
  contactId: "c1",
  summary: "Summary.",
  analysis: "Analysis.",
  source: { biomarkers: [{ name: "LDL", value: 178, unit: "mg/dL", previous }] },
})

test("a biomarker may carry earlier values, with their day or without", () => {
  const previous = [{ value: 165, day: "2026-04-02" }, { value: "<10" }]
  expect(draftBody.parse(body(previous)).source?.biomarkers?.[0]?.previous).toEqual(previous)
})

test.each([
  ["too many", Array.from({ length: 21 }, () => ({ value: 1 })), "source.biomarkers.0.previous"],
  ["no value", [{ day: "2026-04-02" }], "source.biomarkers.0.previous.0.value"],
  ["no day", [{ value: 1, day: "2026-02-30" }], "source.biomarkers.0.previous.0.day"],
  ["another form", [{ value: 1, day: "04/02/2026" }], "source.biomarkers.0.previous.0.day"],
])("refuses earlier values with %s", (_, previous, path) => {
  const issues = draftBody.safeParse(body(previous)).error?.issues ?? []
  expect(issues.map((issue) => issue.path.join("."))).toEqual([path])
})

test("null is the same as nothing there, also to a repeat", () => {
  const plain = body([{ value: 1 }])
  const marker = { ...plain.source.biomarkers[0], low: null, high: null }
  const nulls = {
    ...plain,
    userId: null,
    createdAt: null,
    model: null,
    tags: null,
    source: {
      text: null,
      documentId: null,
      biomarkers: [{ ...marker, previous: [{ value: 1, day: null }] }],
    },
  }
  expect(draftBody.parse(nulls)).toEqual(draftBody.parse(plain))
  expect(bodyHash(draftBody.parse(nulls))).toBe(bodyHash(draftBody.parse(plain)))
})

test("what is required is missed where it is null", () => {
  const nothing = {
    ...body([]),
    summary: null,
    source: { biomarkers: [{ name: "LDL", value: null }] },
  }
  const issues = draftBody.safeParse(nothing).error?.issues ?? []
  expect(issues.map((issue) => issue.path.join("."))).toEqual([
    "summary",
    "source.biomarkers.0.value",
  ])
})
