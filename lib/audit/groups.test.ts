import { expect, test } from "vitest"
import { AUDIT_GROUPS } from "./groups.ts"
import { AUDIT_VERBS } from "./words.ts"

const groupOf = (verb: string) => verb.split(".")[0] ?? ""

test.each(AUDIT_VERBS)("%s is found in a group that the filter has words for", (verb) => {
  expect(Object.keys(AUDIT_GROUPS)).toContain(groupOf(verb))
})

test("no group is offered that no verb falls into", () => {
  const used = new Set<string>(AUDIT_VERBS.map(groupOf))
  expect(Object.keys(AUDIT_GROUPS).filter((group) => !used.has(group))).toEqual([])
})
