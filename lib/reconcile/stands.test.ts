import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { textHmac } from "#lib/changes/known-texts.ts"
import { setTestEnv } from "#lib/changes/testing/people.ts"
import { standsByHmac } from "./stands.ts"

setTestEnv()

const line = fc.string({ maxLength: 8 }).map((text) => `${text.replaceAll(/\s/g, "")}.`)
const lines = fc.array(line, { maxLength: 5 })
const some = fc.array(line, { minLength: 1, maxLength: 5 })
/** The same lines as an editor may hand them in. */
const untidy = (text: string[]) => text.join(" \r\n")

describe("a text known by its fingerprint stands in a field", () => {
  test("wherever whole lines are put around it", () => {
    fc.assert(
      fc.property(lines, some, lines, (above, text, below) => {
        const accepted = untidy(text)
        const present = [...above, ...text, ...below].join("\n")
        expect(standsByHmac(present, textHmac(accepted), accepted.length)).toBe(true)
      }),
    )
  })

  test("not when a word of it was changed, or something was put into its lines", () => {
    fc.assert(
      fc.property(fc.array(fc.uuid(), { minLength: 1, maxLength: 5 }), fc.nat(), (ids, n) => {
        const at = n % ids.length
        const text = ids.join("\n")
        const stands = (present: string[]) =>
          standsByHmac(present.join("\n"), textHmac(text), text.length)
        expect(stands(ids.with(at, `${ids[at]}, not`))).toBe(false)
        expect(stands(ids.slice(1))).toBe(false)
        if (at > 0) expect(stands(ids.toSpliced(at, 0, "Inserted"))).toBe(false)
      }),
    )
  })

  test("also in a field of many lines", () => {
    const all = Array.from({ length: 2_000 }, (_, n) => `Line ${n} of a long field.`)
    const text = all.slice(3, -2).join("\n")
    expect(standsByHmac(all.join("\n"), textHmac(text), text.length)).toBe(true)
    expect(standsByHmac(all.join("\n"), textHmac("Gone."), text.length)).toBe(false)
  })
})
