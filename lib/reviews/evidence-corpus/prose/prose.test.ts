import { describe, expect, test } from "vitest"
import { z } from "zod"
import { KINDS, NUMERIC } from "../plant/kinds.ts"
import { PROSE_SETS, proseOf } from "./prose.ts"

const biomarker = z.strictObject({
  name: z.string().min(2),
  value: z.union([z.number(), z.string()]),
  unit: z.string().optional(),
  low: z.number().optional(),
  high: z.number().optional(),
  previous: z.array(z.strictObject({ value: z.number(), day: z.iso.date() })).optional(),
})
const prose = z.array(
  z.strictObject({
    sources: z.strictObject({
      biomarkers: z.array(biomarker).min(8),
      sourceText: z.string(),
      documentPages: z.array(z.string()),
      client: z.strictObject({ name: z.string().min(3), birthDate: z.iso.date() }),
    }),
    draft: z.string().min(350),
    plants: z
      .array(
        z.strictObject({
          kind: z.enum(KINDS),
          find: z.string().min(1),
          replace: z.string().min(1),
          wrong: z.string().min(1),
        }),
      )
      .min(1),
  }),
)

describe.each(PROSE_SETS)("the %s set of drafts written by hand", (set) => {
  const cases = proseOf(set)

  test("holds what it says it holds", () => {
    expect(prose.safeParse(cases).error).toBeUndefined()
    expect(cases.length).toBeGreaterThanOrEqual(30)
  })

  test("plants each error in a place of its own, and says which words are false", () => {
    for (const { draft, plants } of cases) {
      for (const { find, replace, wrong } of plants) {
        expect(draft.split(find), find).toHaveLength(2)
        expect(replace).toContain(wrong)
        expect(replace).not.toBe(find)
      }
    }
  })

  test("has enough of each numeric kind to say something", () => {
    for (const kind of NUMERIC) {
      const planted = cases.flatMap(({ plants }) => plants.filter((one) => one.kind === kind))
      expect(planted.length, kind).toBeGreaterThanOrEqual(10)
    }
  })
})
