import { normaliseText } from "#lib/changes/normalise.ts"
import type { Case } from "./cases.ts"
import { pause } from "./scale.ts"
import type { Stage } from "./stage.ts"

/** What a reviewer asked for: the text they saw, and call_notes as they shall stand. */
type Approval = { seen: string; wanted: RegExp }

/** A case and what became of it outside GHL and outside our store. */
export type Story = {
  plan: Case
  draftId: string | null
  /** Each that was sent, whether or not its answer came. */
  approvals: Approval[]
  /** How often it was decided: once, and again where a restored store had forgotten it. */
  decisions: number
  /** Of the approvals whose answer came. */
  changeIds: string[]
  /** Null until it is decided; `refused` says why it could not be. */
  decided: "approved" | { refused: string } | null
  /** What befell the desk while it was on its way. */
  incidents: Set<string>
  /** Wall clock of the first approval that was sent, ms. */
  approvedAt: number
  /** The change that takes its write-back back, and how that rests in the end. */
  undo: { changeId: string; status: string; message: string } | null
}

export const newStory = (plan: Case): Story => ({
  plan,
  draftId: null,
  approvals: [],
  decisions: 0,
  changeIds: [],
  decided: null,
  incidents: new Set(),
  approvedAt: 0,
  undo: null,
})

const literally = (text: string) => text.replaceAll(/[\\^$.*+?()[\]{}|]/g, "\\$&")

/** call_notes after an approval, by the rules of docs/pipeline.md and no code of the app. */
function wantedText(summary: string, others: string, keeping: "keep" | "replace"): RegExp {
  const own = literally(normaliseText(summary))
  if (keeping === "replace" || others.trim() === "") return new RegExp(`^${own}$`)
  const line = String.raw`--- Earlier call notes, kept on \d{4}-\d{2}-\d{2} ---`
  return new RegExp(`^${own}\n\n${line}\n${literally(normaliseText(others))}$`)
}

async function callNotesOf(stage: Stage, contactId: string): Promise<string> {
  const text = (await stage.control.truth(contactId))?.fields["contact.call_notes"]
  return typeof text === "string" ? text : ""
}

/** One try at deciding: true when it is decided. Throws when the app is away. `first`: no other was made. */
async function tryToDecide(stage: Stage, story: Story, first: boolean): Promise<boolean> {
  const { plan } = story
  story.draftId = await stage.postDraft({
    runId: plan.id,
    contactId: plan.contactId,
    summary: plan.summary,
    analysis: plan.analysis,
    source: { text: plan.analysis },
    model: { name: "fault-proof", version: "1" },
  })
  const { draftId } = story
  const seen = await callNotesOf(stage, plan.contactId)
  if (!(await stage.reviewer.open(draftId))) return false
  // Someone whose decision was lost with the store finds its text there, and does not keep it twice.
  const keeping = seen.includes(plan.summary) ? "replace" : plan.keeping
  story.approvedAt ||= Date.now()
  story.approvals.push({ seen, wanted: wantedText(plan.summary, seen, keeping) })
  const answer = await stage.reviewer.approve({
    draftId,
    editVersion: 0,
    seenCallNotes: seen,
    keeping,
  })
  if (answer.outcome === "trouble") return false
  if (answer.outcome === "approved") story.changeIds.push(answer.changeId)
  if (answer.outcome === "refused" && ["blocked", "invalid"].includes(answer.reason)) {
    story.decided = { refused: answer.message }
    return true
  }
  if (answer.outcome === "refused" && answer.reason !== "decided") return false
  if (plan.cancelFirst && answer.outcome === "approved" && story.approvals.length === 1) {
    await stage.reviewer.cancel(answer.changeId, draftId)
    return false
  }
  story.decided = "approved"
  // Decided before: by a try of ours whose answer got lost, or long since.
  if (answer.outcome === "approved" || !first) story.decisions += 1
  return true
}

/** Lets an act through while the desk may be used. */
export type Gate = <T>(act: () => Promise<T>) => Promise<T>

/** Decides a draft as a patient person would: when it does not go through, looks again and tries again. */
async function decide(stage: Stage, story: Story, gate: Gate): Promise<void> {
  const deadline = performance.now() + 120_000
  for (let first = true; performance.now() < deadline; first = false) {
    if (await gate(() => tryToDecide(stage, story, first)).catch(() => false)) return
    await pause(250)
  }
  story.decided = { refused: "It could not be decided within two minutes." }
}

/**
 * Puts the record as the plan says, decides the draft, and lets happen what the plan has in store.
 * `decided` hears of its change at once.
 */
export async function drive(
  stage: Stage,
  story: Story,
  gate: Gate,
  decided: (changeId: string) => void = () => {},
): Promise<{ edited: Promise<void> }> {
  const { control } = stage
  const { contactId, oldNotes, oldTags, fault, edit } = story.plan
  await control.editAsSomeoneElse(contactId, {
    fields: { "contact.call_notes": oldNotes },
    tags: oldTags,
  })
  await decide(stage, story, gate)
  const changeId = story.changeIds.at(-1)
  if (changeId) decided(changeId)
  // It is held for a second: time enough.
  for (const input of fault.inputs(contactId)) await control.addFault(input)
  const edited = edit
    ? pause(edit.afterMs).then(() => control.editAsSomeoneElse(contactId, edit.edit))
    : Promise.resolve()
  return { edited }
}

/** Decides again what a restored store may have forgotten. */
export async function driveAgain(stage: Stage, story: Story, gate: Gate): Promise<void> {
  story.decided = null
  await decide(stage, story, gate)
}
