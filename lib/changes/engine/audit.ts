import "server-only"
import { fingerprint } from "#lib/audit/fingerprint.ts"
import { recordAudit } from "#lib/audit/record.ts"
import type { AuditVerb } from "#lib/audit/words.ts"
import type { AuditDetail } from "#lib/db/schema/audit.ts"
import type { Db } from "#lib/db/store.ts"
import type { ChangeRow, StepRow } from "./rows.ts"

const isTag = (step: StepRow) => step.kind === "add-tag" || step.kind === "remove-tag"

/** A step in an audit event: ids, labels, tags and fingerprints, never a text. */
export function auditDetailOfStep(step: StepRow): AuditDetail {
  return {
    changeId: step.changeId,
    stepId: step.id,
    kind: step.kind,
    label: step.label,
    // A field's, note's or task's id, since a label may say anything. A tag is its own label.
    ...(step.target === null || isTag(step) ? {} : { target: step.target }),
    ...(step.reference ? { reference: step.reference } : {}),
    ...(isTag(step)
      ? {}
      : {
          seen: step.seen === null ? null : fingerprint(step.seen),
          wanted: fingerprint(step.wanted),
        }),
  }
}

/** Records what the engine did, under the person whose change it is. */
export const auditEngine = (
  tx: Db,
  change: ChangeRow,
  action: AuditVerb,
  detail: AuditDetail,
): Promise<void> =>
  recordAudit(tx, {
    actor: "system",
    personId: change.personId,
    action,
    contactId: change.contactId,
    detail: { changeId: change.id, ...detail },
  })
