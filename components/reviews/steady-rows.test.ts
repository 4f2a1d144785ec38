import fc from "fast-check"
import { expect, test } from "vitest"
import { keepPlaces } from "./steady-rows.ts"

const rows = fc.uniqueArray(fc.record({ id: fc.string(), text: fc.string() }), {
  selector: ({ id }) => id,
})

test("nothing moves, nothing is lost, and what is shown is what was read last", () => {
  fc.assert(
    fc.property(rows, rows, (laidOut, read) => {
      const kept = keepPlaces(laidOut, read)
      expect(kept.rows.map(({ id }) => id)).toEqual(laidOut.map(({ id }) => id))
      const present = [...kept.rows.filter(({ left }) => !left), ...kept.unseen]
      expect(new Set(present.map(({ id }) => id))).toEqual(new Set(read.map(({ id }) => id)))
      for (const { id, text } of present) {
        expect(text).toBe(read.find((row) => row.id === id)?.text)
      }
    }),
  )
})
