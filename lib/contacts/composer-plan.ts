import { sameText } from "#lib/changes/normalise.ts"
import { type LifecycleStep, lifecycleStep, tagsAfter } from "./lifecycle.ts"

/** What a person has written on a contact. */
export type ComposerText = {
  callNotes: string
  note: string
  /** Id of a lifecycle step; null for none. */
  lifecycleStep: string | null
}

/** Exactly what a save will write; null or empty parts are left as they are. */
export type ComposerPlan = {
  callNotes: string | null
  addTags: string[]
  removeTags: string[]
  note: string | null
}

/** What a save of this text writes, given what stands in GHL. */
export function planOf(
  text: ComposerText,
  present: { callNotes: string; tags: readonly string[] },
): ComposerPlan {
  const step: LifecycleStep | null = text.lifecycleStep ? lifecycleStep(text.lifecycleStep) : null
  const after = step ? tagsAfter(present.tags, step) : present.tags
  return {
    callNotes: sameText(text.callNotes, present.callNotes) ? null : text.callNotes,
    addTags: after.filter((tag) => !present.tags.includes(tag)),
    removeTags: present.tags.filter((tag) => !after.includes(tag)),
    note: text.note.trim() === "" ? null : text.note.trimEnd(),
  }
}

/** Whether a save would write nothing. */
export const isEmptyPlan = (plan: ComposerPlan): boolean =>
  plan.callNotes === null &&
  plan.note === null &&
  plan.addTags.length + plan.removeTags.length === 0
