import { expect, type Page } from "@playwright/test"
import type { Desk } from "./app.ts"
import { approve, postExample } from "./review.ts"

/** The four writes of an approval, in their order. */
export const WRITES = [
  { name: "call notes", method: "PUT", path: /^\/contacts\/\w+$/ },
  { name: "tag added", method: "POST", path: /\/tags$/ },
  { name: "tag removed", method: "DELETE", path: /\/tags$/ },
  { name: "note", method: "POST", path: /\/notes$/ },
] as const

type Write = (typeof WRITES)[number]

const THEIR_NOTES = "Called the client, she is travelling until May."
const THEIR_NOTE = "A colleague's note."

/** Whether a request of the app is this write. */
const isWrite = (write: Write, method: string, path: string) =>
  method === write.method && write.path.test(path.split("?")[0] ?? "")

export type Approval = Awaited<ReturnType<typeof postExample>>

/** Opens a fresh draft for review. */
export async function openDraft(desk: Desk, page: Page): Promise<Approval> {
  const draft = await postExample(desk, 0)
  await page.goto(`/reviews/${draft.id}`)
  await expect(page.getByRole("button", { name: "Approve", exact: true })).toBeEnabled()
  return draft
}

/** Calls `act` at the first request that is this write; it sends the request on or not, and answers it or not. */
export function onWrite(
  desk: Desk,
  write: Write,
  act: (forward: () => Promise<void>) => Promise<"answer" | "drop">,
) {
  let met = false
  desk.proxy.intercept = async ({ method, path }, forward) => {
    if (met || !isWrite(write, method, path)) return "answer"
    met = true
    return act(forward)
  }
}

/** Kills the app when this write is under way, before or after its effect, and starts it again. */
export async function killAt(desk: Desk, page: Page, write: Write, when: "before" | "after") {
  const killed = Promise.withResolvers<void>()
  let isKilled = false
  onWrite(desk, write, async (forward) => {
    if (when === "after") await forward()
    await desk.kill()
    isKilled = true
    killed.resolve()
    return "drop"
  })
  await approve(page, () => isKilled)
  await killed.promise
  await desk.start()
  await page.reload()
}

/** Somebody else writes to the contact in GHL: other call notes, a tag, a note. */
const somebodyElseEdits = (desk: Desk, contactId: string) =>
  desk.control.editAsSomeoneElse(contactId, {
    fields: { "contact.call_notes": THEIR_NOTES },
    addTags: ["called-by-phone"],
    notes: { add: [{ body: THEIR_NOTE }] },
  })

/** Somebody else edits right before this write's fresh read: after the write before it was answered. */
export function editBefore(desk: Desk, index: number, contactId: string) {
  const previous = WRITES[index - 1]
  if (!previous) throw new Error("nothing is written before the first write")
  onWrite(desk, previous, async (forward) => {
    await forward()
    await somebodyElseEdits(desk, contactId)
    return "answer"
  })
}

const callNotesOf = async (desk: Desk, contactId: string) => {
  const truth = await desk.control.truth(contactId)
  if (!truth) throw new Error("the contact is gone")
  const edited = (await desk.control.journal())
    .flatMap((entry) => entry.effects)
    .findLast((effect) => effect.kind === "fields" && "contact.call_notes" in effect.after)
  const text = edited?.kind === "fields" ? edited.after["contact.call_notes"] : null
  return { truth, text: typeof text === "string" ? text : "" }
}

/** What is wrong with the record after an approval that was fully written; empty when nothing is. */
export async function flawsOfWritten(
  desk: Desk,
  { body }: Approval,
  others: { callNotes?: boolean; tagAndNote?: boolean } = {},
): Promise<string[]> {
  const { truth, text } = await callNotesOf(desk, body.contactId)
  const { tags } = truth.contact
  const notes = truth.notes.filter((note) => note.body.includes(body.analysis.slice(0, 60)))
  const flaws = [
    others.callNotes
      ? text !== THEIR_NOTES && "the other person's call notes were overwritten"
      : !text.startsWith(body.summary) && "the call notes are not the approved summary",
    !tags.includes("bloodwork_completed") && "the tag was not added",
    tags.includes("bloodwork_scheduled") && "the tag was not removed",
    notes.length !== 1 && `${notes.length} notes instead of one`,
    !notes.every((note) => /Caredesk ref [\w-]+\s*$/.test(note.body)) && "a note has no reference",
    others.tagAndNote && !tags.includes("called-by-phone") && "the other person's tag was lost",
    others.tagAndNote &&
      !truth.notes.some((note) => note.body === THEIR_NOTE) &&
      "the other person's note was lost",
  ]
  return flaws.filter((flaw) => flaw !== false && flaw !== undefined)
}

/** What is wrong after a conflict on the call notes: nothing of the other's may be touched, nothing more written. */
export async function flawsOfConflict(desk: Desk, { body }: Approval): Promise<string[]> {
  const { truth, text } = await callNotesOf(desk, body.contactId)
  const flaws = [
    text !== THEIR_NOTES && "the other person's call notes were overwritten",
    truth.contact.tags.includes("bloodwork_completed") && "a tag was added all the same",
    truth.notes.some((note) => note.body.includes("Caredesk ref")) &&
      "a note was made all the same",
  ]
  return flaws.filter((flaw) => flaw !== false)
}

/**
 * Approves, and somebody else edits right before the app's first word on the contact after that: the write's
 * fresh read or, in an app without one, the write itself.
 */
export async function approveAndEdit(desk: Desk, page: Page, draft: Approval) {
  const { contactId } = draft.body
  let edit: Promise<unknown> | null = null
  const isApproved = async () => {
    const answer = await page.request.get(`/api/reviews/${draft.id}/state`)
    return (await answer.json()).status === "approved"
  }
  desk.proxy.intercept = async ({ path }) => {
    if (path.startsWith(`/contacts/${contactId}`) && (edit || (await isApproved()))) {
      edit ??= somebodyElseEdits(desk, contactId)
      await edit
    }
    return "answer"
  }
  await approve(page)
}
