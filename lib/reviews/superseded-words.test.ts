import { expect, test } from "vitest"
import { supersededInWords } from "./superseded-words.ts"

test("says of a draft by what it was set aside, and of found text that there need be no newer one", () => {
  const newer = "11111111-1111-4111-8111-111111111111"
  expect(supersededInWords({ origin: "pipeline", supersededBy: newer })).toMatch(/newer draft/)
  expect(supersededInWords({ origin: "watch", supersededBy: newer })).toMatch(/Another text/)
  expect(supersededInWords({ origin: "watch", supersededBy: null })).toMatch(/no longer stands/)
})
