import { expect, test } from "vitest"
import { ghlId } from "./ids.ts"

test.each(["ocQHyuzHvysMo5N5VsXc", "a", "a_b-C9", "x".repeat(64)])("%j may be an id", (id) => {
  expect(ghlId.parse(id)).toBe(id)
})

test.each(["", "x".repeat(65), "a/b", "..", "a b", "ab\n", "é", "a%2Fb", 7, null])(
  "%j is none",
  (id) => {
    expect(ghlId.safeParse(id).success).toBe(false)
  },
)
