import { normaliseText } from "#lib/changes/normalise.ts"
import type { Case } from "./cases.ts"
import type { Desk } from "./desk.ts"
import { pause } from "./scale.ts"

/** What a reviewer asked for: the text they saw, and call_notes as they shall stand. */
type Approval = {
  seen: string
  wanted: RegExp
  /** Wall clock of the request that may have decided it, ms. */
  sentAt: number
  /** Wall clock from which on it is wanted no more, ms; a write of it may have been under way before. */
  until?: number
}

/** `refused` says why a draft could not be approved. */
type Decided = "approved" | { refused: string }

/** A case and what became of it outside GHL and outside our store. */
export type Story = {
  plan: Case
  draftId: string | null
  /** Each that was sent, whether or not its answer came. */
  approvals: Approval[]
  /** How often it was decided: once, and again where a restored store had forgotten it. */
  decisions: number
  /** Stores that may have carried it out: one, and one more for each older copy put back since. */
  lives: number
  /** Of the approvals whose answer came. */
  changeIds: string[]
  /** Null until it is decided. */
  decided: Decided | null
  /** What befell the desk while it was on its way. */
  incidents: Set<string>
  /** Wall clock of the first approval that was sent, ms. */
  approvedAt: number
  /** Wall clock at which a person had the answer that it is decided, ms; 0 until then. */
  decidedAt: number
  /** Where it was driven. */
  desk: Desk | null
  /** The change that takes its write-back back, and how that rests in the end. */
  undo: { changeId: string; status: string; message: string } | null
  /** Ids of the faults that the sandbox was given for it, the main one first. */
  faultIds: string[]
  /** What a person was to decide once it rested; null: nothing that alters what it comes to. */
  choice: "done by hand" | "keep theirs" | "write ours" | null
  /** How it has to end; null: in any way that is sound. */
  mustRest: "done" | "stopped" | null
}

export const newStory = (plan: Case): Story => ({
  plan,
  draftId: null,
  approvals: [],
  decisions: 0,
  lives: 1,
  changeIds: [],
  decided: null,
  incidents: new Set(),
  approvedAt: 0,
  decidedAt: 0,
  desk: null,
  undo: null,
  faultIds: [],
  choice: null,
  mustRest: null,
})

/** Whether call_notes are as an approval of the story wants them, or wanted them at an instant. `text` normalised. */
export const isApproved = (
  { approvals }: Story,
  text: string,
  at = Number.POSITIVE_INFINITY,
): boolean =>
  approvals.some(({ wanted, until = Number.POSITIVE_INFINITY }) => at <= until && wanted.test(text))

const literally = (text: string) => text.replaceAll(/[\\^$.*+?()[\]{}|]/g, "\\$&")

/** A text as a whole, however its line ends came back. */
export const exactly = (text: string): RegExp => new RegExp(`^${literally(normaliseText(text))}$`)

const KEPT_BELOW = String.raw`\n\n--- Earlier call notes, kept on \d{4}-\d{2}-\d{2} ---\n`

/** What others wrote in call_notes, by the same rules: all but a summary at the top, and the line below it. */
const othersIn = (callNotes: string, summary: string): string =>
  normaliseText(callNotes).replace(
    new RegExp(`^${literally(normaliseText(summary))}(${KEPT_BELOW}|$)`),
    "",
  )

/** call_notes after an approval, by the rules of docs/pipeline.md and no code of the app. */
function wantedText(summary: string, others: string, keeping: "keep" | "replace"): RegExp {
  const own = literally(normaliseText(summary))
  if (keeping === "replace" || others.trim() === "") return exactly(summary)
  return new RegExp(`^${own}${KEPT_BELOW}${literally(normaliseText(others))}$`)
}

async function callNotesOf(desk: Desk, contactId: string): Promise<string> {
  const text = (await desk.control.truth(contactId))?.fields["contact.call_notes"]
  return typeof text === "string" ? text : ""
}

/**
 * One try at deciding: what became of it, or why it has to be tried again. Throws when the app is away.
 * `first`: no other was made.
 */
async function tryToDecide(
  desk: Desk,
  story: Story,
  first: boolean,
): Promise<"approved" | { again: string }> {
  const { plan } = story
  const { summary, analysis } = plan
  const approved = { summary, analysis }
  story.draftId = await desk.postDraft({
    runId: plan.id,
    contactId: plan.contactId,
    ...(plan.received ?? approved),
    source: { text: plan.analysis },
    model: { name: "fault-proof", version: "1" },
  })
  const { draftId } = story
  const seen = await callNotesOf(desk, plan.contactId)
  const shown = await desk.reviewer.open(draftId)
  if (shown === null) return { again: "The review page could not be shown." }
  const editVersion = plan.received ? await desk.reviewer.correct(draftId, approved) : 0
  if (editVersion === null) return { again: "The corrected texts could not be kept." }
  // Someone whose decision was lost with the store finds its text there, and does not keep it twice.
  const keeping = seen.includes(plan.summary) ? "replace" : plan.keeping
  story.approvedAt ||= Date.now()
  const approval = { seen, wanted: wantedText(plan.summary, seen, keeping), sentAt: Date.now() }
  story.approvals.push(approval)
  const answer = await desk.reviewer.approve(
    {
      ...{ draftId, editVersion, seenCallNotes: seen, keeping },
      // A text that a store wrote and has forgotten is another's to it, where nobody sent it so. Where theirs is
      // kept this is the whole: the wanted text above is made so too.
      seenOthersText: shown.othersText ?? othersIn(seen, plan.summary),
      seenDay: shown.day,
      seenTurn: "only",
    },
    () => {
      approval.sentAt = Date.now()
    },
  )
  if (answer.outcome === "trouble") return { again: answer.why }
  if (answer.outcome === "approved") story.changeIds.push(answer.changeId)
  // A token may be revoked between the contact and the names of its fields: that blocks, and passes.
  if (answer.outcome === "refused" && answer.reason !== "decided") return { again: answer.message }
  if (plan.cancelFirst && answer.outcome === "approved" && story.approvals.length === 1) {
    await desk.reviewer.cancel(answer.changeId, draftId)
    return { again: "It was cancelled." }
  }
  // Decided before: by a try of ours whose answer got lost, or long since.
  if (answer.outcome === "approved" || !first) story.decisions += 1
  return "approved"
}

/** Lets an act through while the desk may be used. */
export type Gate = <T>(act: () => Promise<T>) => Promise<T>

/** Restarts and a busy machine take their time; what is not decided by then never will be. */
const PATIENCE_MS = 240_000

/** Decides a draft as a patient person would: when it does not go through, looks again and tries again. */
async function decide(desk: Desk, story: Story, gate: Gate): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS
  let why = "It was not tried."
  for (let first = true; performance.now() < deadline; first = false) {
    const tried = await gate(() => tryToDecide(desk, story, first)).catch((error) => ({
      again: `${error}`,
    }))
    if (tried === "approved") {
      story.decided = tried
      story.decidedAt = Date.now()
      return
    }
    why = tried.again
    await pause(250)
  }
  story.decided = { refused: `It could not be decided in ${PATIENCE_MS / 60_000} minutes: ${why}` }
}

/**
 * Puts the record as the plan says, decides the draft, and lets happen what the plan has in store.
 * `decided` hears of its change at once.
 */
export async function drive(
  desk: Desk,
  story: Story,
  gate: Gate,
  decided: (changeId: string) => void = () => {},
): Promise<{ edited: Promise<void> }> {
  story.desk = desk
  const { control } = desk
  const { contactId, oldNotes, oldTags, fault, edit } = story.plan
  await control.editAsSomeoneElse(contactId, {
    fields: { "contact.call_notes": oldNotes },
    tags: oldTags,
  })
  await decide(desk, story, gate)
  const changeId = story.changeIds.at(-1)
  if (changeId) decided(changeId)
  // It is held for a second: time enough.
  for (const input of fault.inputs(contactId)) story.faultIds.push(await control.addFault(input))
  const edited = edit
    ? pause(edit.afterMs).then(() => control.editAsSomeoneElse(contactId, edit.edit))
    : Promise.resolve()
  return { edited }
}

/** Decides again what a restored store may have forgotten. */
export async function driveAgain(desk: Desk, story: Story, gate: Gate): Promise<void> {
  story.decided = null
  await decide(desk, story, gate)
}
