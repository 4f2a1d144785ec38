import { expect, test } from "vitest"
import { planCase } from "./cases.ts"
import { newStory } from "./drive.ts"
import { lookAtUndo } from "./what-follows.ts"

const done = { status: "done", message: "Saved." }
const views: Record<string, typeof done> = { "undo-1": done }
/** An app that knows what took `change-1` back, as it was asked to. */
const reviewer = {
  undoOf: async (changeId: string) => (changeId === "change-1" ? "undo-1" : null),
  view: async (changeId: string) => views[changeId] ?? null,
}
const storyOf = (...changeIds: string[]) => ({ ...newStory(planCase(1, 0, "contact")), changeIds })

test("an undo whose answer got lost is known at the end", async () => {
  const story = storyOf("change-0", "change-1")
  await lookAtUndo(reviewer, story)
  expect(story.undo).toEqual({ changeId: "undo-1", ...done })
})

test("one that was answered is told as it stands, and where none was asked for there is none", async () => {
  const answered = { ...storyOf("change-2"), undo: { changeId: "undo-1", status: "", message: "" } }
  await lookAtUndo(reviewer, answered)
  expect(answered.undo).toEqual({ changeId: "undo-1", ...done })
  for (const story of [storyOf(), storyOf("change-2")]) {
    await lookAtUndo(reviewer, story)
    expect(story.undo).toBeNull()
  }
})
