import "server-only"
import { recordAudit } from "#lib/audit/record.ts"
import type { Db } from "#lib/db/store.ts"
import type { ChangeView } from "./types.ts"
import { changeView } from "./views.ts"

/** A change for its own page, which shows its texts: audited as opened. Null when there is none. */
export async function openChangePage(
  db: Db,
  changeId: string,
  personId: string,
): Promise<ChangeView | null> {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(changeId)) return null
  const view = await changeView(db, changeId)
  if (!view) return null
  await recordAudit(db, {
    actor: "person",
    personId,
    action: "change.opened",
    contactId: view.contactId,
    detail: { changeId },
  })
  return view
}
