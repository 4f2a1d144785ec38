import { readFile } from "node:fs/promises"
import { expect, test } from "vitest"
import { VERBS } from "./verbs.ts"

/** No approval makes a task. */
const OF_TASKS = ["listTasks", "createTask", "setTaskCompleted"]

test("the paths of the proof have to pass all that the steps of a write-back ask of GHL", async () => {
  const source = await readFile(new URL("../changes/engine/targets.ts", import.meta.url), "utf8")
  const asked = [...source.matchAll(/\bghl\.(\w+)\(/g)].map(([, verb]) => verb)
  expect(new Set(asked)).toEqual(new Set([...VERBS, ...OF_TASKS]))
})
