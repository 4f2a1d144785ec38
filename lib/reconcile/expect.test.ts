import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { standsIn } from "./expect.ts"

const line = fc.string({ maxLength: 8 }).map((text) => text.replaceAll("\n", " ").trim())
const lines = fc.array(line, { maxLength: 5 })

describe("an approved text stands in a field", () => {
  test("wherever whole lines are put around it", () => {
    fc.assert(
      fc.property(lines, lines, lines, (above, approved, below) => {
        expect(standsIn([...above, ...approved, ...below].join("\n"), approved.join("\n"))).toBe(
          true,
        )
      }),
    )
  })

  test("not when a word of it was changed, or something was put into its lines", () => {
    fc.assert(
      fc.property(fc.array(fc.uuid(), { minLength: 1, maxLength: 5 }), fc.nat(), (ids, n) => {
        const at = n % ids.length
        const approved = ids.join("\n")
        expect(standsIn(ids.with(at, `${ids[at]}, not`).join("\n"), approved)).toBe(false)
        if (ids.length > 1 && at > 0) {
          expect(standsIn(ids.toSpliced(at, 0, "Inserted").join("\n"), approved)).toBe(false)
        }
      }),
    )
  })
})
