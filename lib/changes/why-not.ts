import "server-only"
import { eq } from "drizzle-orm"
import { changes } from "#lib/db/schema/changes.ts"
import type { Db } from "#lib/db/store.ts"
import type { ActOutcome } from "./outcome.ts"
import type { ChangeStatus } from "./types.ts"

/** Why an act that is for changes in one of `from`, and that no worker holds, had no effect on this one. */
export async function whyNot(
  tx: Db,
  changeId: string,
  from: readonly ChangeStatus[],
): Promise<ActOutcome & { ok: false }> {
  const [found] = await tx
    .select({ status: changes.status })
    .from(changes)
    .where(eq(changes.id, changeId))
  if (!found) return { ok: false, reason: "not-found" }
  return { ok: false, reason: from.includes(found.status) ? "busy" : "too-late" }
}
