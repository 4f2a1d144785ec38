import type { Desk } from "./desk.ts"
import { exactly, type Story } from "./drive.ts"
import { type Act, type Follow, THEIRS } from "./paths.ts"
import type { Reviewer } from "./reviewer.ts"
import { TIMES_AT_POINTS, until } from "./scale.ts"

/** Four doubts one after the other, and a busy machine. */
const REST_MS = 4 * TIMES_AT_POINTS.doubtMs + 60_000

const OVER = ["done", "stopped", "conflict", "cancelled"]

/** Whether a change of that status rests until a person acts, or for good. */
export const isOver = (status: string): boolean => OVER.includes(status)

/** Many wait beside each other, and each look is a request. */
const LOOK_EVERY_MS = 400

/** Waits until a change has come to rest; its status. */
export const untilOver = (desk: Desk, changeId: string): Promise<string> =>
  until(
    "a change at rest",
    REST_MS,
    async () => {
      // The app may just be away.
      const view = await desk.reviewer.view(changeId).catch(() => null)
      return view && isOver(view.status) ? view.status : null
    },
    LOOK_EVERY_MS,
  )

/**
 * Does about a story's change what a person would once it rests. The story knows of it before it is
 * sent: an answer may get lost.
 */
export async function act(desk: Desk, story: Story, what: Act): Promise<boolean> {
  const changeId = story.changeIds.at(-1)
  const { draftId, approvals } = story
  if (!changeId || !draftId) throw new Error(`${story.plan.id} has no change to act on`)
  await untilOver(desk, changeId)
  const { reviewer } = desk
  switch (what) {
    case "try again":
      return reviewer.tryAgain(changeId, draftId)
    case "done by hand":
      story.choice = what
      return reviewer.doneByHand(changeId, draftId)
    case "keep theirs":
      story.choice = what
      return reviewer.resolve(changeId, draftId, { keep: "theirs" })
    case "write ours": {
      story.choice = what
      const [first] = approvals
      if (first) approvals.push({ ...first, seen: THEIRS, sentAt: Date.now() })
      return reviewer.resolve(changeId, draftId, { keep: "ours", seen: THEIRS })
    }
  }
}

/** Makes what follows a story's change, as a person would; the id of the change that does so. */
export const follow = (desk: Desk, story: Story, what: Follow): Promise<string> =>
  what === "undo" ? takeBack(desk, story) : putTogether(desk, story)

/** Writes our text and the colleague's below it in place of the one in conflict, which is wanted no more. */
async function putTogether(desk: Desk, story: Story): Promise<string> {
  const changeId = story.changeIds.at(-1)
  const { draftId, approvals } = story
  if (!changeId || !draftId) throw new Error(`${story.plan.id} has no change to act on`)
  await untilOver(desk, changeId)
  const conflict = await desk.reviewer.conflictOf(changeId)
  if (!conflict) throw new Error(`${story.plan.id} met no conflict`)
  const text = `${conflict.wanted}\n${THEIRS}`
  // The story knows of it before it is sent: an answer may get lost.
  const sentAt = Date.now()
  for (const earlier of approvals) earlier.until = sentAt
  approvals.push({ seen: THEIRS, wanted: exactly(text), sentAt })
  const merged = { stepId: conflict.stepId, seen: THEIRS, text }
  const next = await desk.reviewer.putTogether(changeId, draftId, merged)
  if (!next) throw new Error(`${story.plan.id} could not be put together`)
  story.changeIds.push(next)
  return next
}

/** Takes a story's change back, as a person would; the id of the change that does so. */
async function takeBack(desk: Desk, story: Story): Promise<string> {
  const changeId = story.changeIds.at(-1)
  if (!changeId || !story.draftId) throw new Error(`${story.plan.id} has no change to take back`)
  await untilOver(desk, changeId)
  const undoId = await desk.reviewer.undo(changeId, story.draftId)
  if (!undoId) throw new Error(`${story.plan.id} could not be taken back`)
  story.undo = { changeId: undoId, status: "", message: "" }
  return undoId
}

/**
 * What took a story's change back, as it stands at the end. The app tells of it where the answer to the act
 * was lost.
 */
export async function lookAtUndo(
  reviewer: Pick<Reviewer, "undoOf" | "view">,
  story: Story,
): Promise<void> {
  const changeId = story.changeIds.at(-1)
  const undoId = story.undo?.changeId ?? (changeId ? await reviewer.undoOf(changeId) : null)
  if (!undoId) return
  const { status, message } = (await reviewer.view(undoId)) ?? { status: "", message: "" }
  story.undo = { changeId: undoId, status, message }
}
