import "server-only"
import { sameText } from "#lib/changes/normalise.ts"
import type { StepRequest } from "#lib/changes/types.ts"
import { env } from "#lib/env.ts"
import type { Role } from "#lib/people/permissions.ts"
import {
  combineCallNotes,
  type Keeping,
  type OwnSummaries,
  textOfOthers,
  withPart,
} from "../call-notes.ts"
import type { DraftContact } from "../contact-of-draft.ts"
import { DEFAULT_TAGS } from "../draft-body.ts"
import { type DraftRow, presentTexts } from "../draft-row.ts"
import { signatureLine } from "../signature.ts"

export type Approver = { name: string; role: Role }

/** The tags an approval moves when they are to move: the draft's, or the usual ones for text found in GHL. */
export function tagsOf(row: Pick<DraftRow, "tagsToAdd" | "tagsToRemove" | "origin">) {
  const own = { add: row.tagsToAdd, remove: row.tagsToRemove }
  return row.origin === "watch" && own.add.length + own.remove.length === 0 ? DEFAULT_TAGS : own
}

/** Whether the call notes are written: always for the pipeline's drafts, only once edited for text that stands there. */
export const writesCallNotes = (row: DraftRow): boolean =>
  row.origin === "pipeline" || !sameText(presentTexts(row).summary, row.summary)

/** What an approval writes, in order; nothing for text in GHL that is accepted as it stands. */
export function stepsOf(
  row: DraftRow,
  found: DraftContact & { callNotesFieldId: string },
  choice: { own: OwnSummaries; keeping: Keeping; day: string; withTags: boolean },
  approvers: Approver[],
): StepRequest[] {
  const { summary, analysis } = presentTexts(row)
  const steps: StepRequest[] = []
  if (writesCallNotes(row)) {
    steps.push({
      kind: "set-field",
      fieldId: found.callNotesFieldId,
      label: "Call notes",
      seen: found.callNotes,
      wanted:
        row.origin === "watch"
          ? withPart(found.callNotes, row.summary, summary)
          : combineCallNotes({
              summary,
              others: textOfOthers(found.callNotes, choice.own),
              keeping: choice.keeping,
              day: choice.day,
            }),
    })
  }
  if (choice.withTags) {
    const { add, remove } = tagsOf(row)
    steps.push(...add.map((tag) => ({ kind: "add-tag", tag }) as const))
    steps.push(...remove.map((tag) => ({ kind: "remove-tag", tag }) as const))
  }
  if (row.origin === "pipeline" || analysis.trim() !== "") {
    steps.push({ kind: "create-note", body: noteBody(row, { approvers, at: new Date() }) })
  }
  return steps
}

/** The note of an approval: the analysis, and who stands behind it. */
export function noteBody(
  row: DraftRow,
  {
    approvers,
    at,
    merged,
  }: { approvers: Approver[]; at: Date; merged?: { by: Approver; at: Date } },
): string {
  const { summary, analysis } = presentTexts(row)
  const signature = signatureLine({
    origin: row.origin,
    modelName: row.modelName,
    modelVersion: row.modelVersion,
    edited: !sameText(summary, row.summary) || !sameText(analysis, row.analysis),
    approvers,
    at: { instant: at, timeZone: env().CLINIC_TIME_ZONE },
    merged,
  })
  return `${analysis.trimEnd()}\n\n${signature}`
}
