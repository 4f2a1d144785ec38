import "server-only"
import { createHash } from "node:crypto"
import { and, asc, eq, inArray } from "drizzle-orm"
import { recordAudit } from "#lib/audit/record.ts"
import { drafts } from "#lib/db/schema/reviews.ts"
import { settings } from "#lib/db/schema/settings.ts"
import type { Db } from "#lib/db/store.ts"
import { CRITICAL_LIMITS } from "./critical-limits.ts"
import { criticalOfDraft } from "./critical-of-draft.ts"
import { criticalOfFound } from "./watch/critical-of-found.ts"

const KEY = "critical-limits"

/** Changes with what is judged and how, beside the limits; 2: texts found in GHL too; 3: values with unit, flag or remark; 4: what texts state of the pipeline's drafts; 5: units in the spellings of labs, flags before the number. */
const RULES = 5

/** Changes whenever a limit, a name or a unit does; `toString` takes the conversions in. */
const versionOf = (limits: unknown) =>
  createHash("sha256")
    .update(
      JSON.stringify([RULES, limits], (_, value) =>
        typeof value === "function" ? value.toString() : value,
      ),
    )
    .digest("hex")

/**
 * Judges undecided drafts by the critical limits of this version, once after a change of the limits.
 * At start-up; several processes that start at once come to the same result. Answers how many changed.
 */
export async function judgeAnew(db: Db, limits: unknown = CRITICAL_LIMITS): Promise<number> {
  const version = versionOf(limits)
  const [known] = await db
    .select({ value: settings.value })
    .from(settings)
    .where(eq(settings.key, KEY))
  if (known?.value === version) return 0
  const undecided = await db
    .select({
      id: drafts.id,
      contactId: drafts.contactId,
      origin: drafts.origin,
      text: drafts.summary,
      analysis: drafts.analysis,
      backlog: drafts.backlog,
      source: drafts.source,
      critical: drafts.critical,
    })
    .from(drafts)
    .where(inArray(drafts.status, ["waiting", "returned"]))
    // Texts found in GHL last: they go by the pipeline's drafts.
    .orderBy(asc(drafts.origin))
  let changed = 0
  for (const { id, origin, source, analysis, critical: before, ...found } of undecided) {
    const { contactId } = found
    const critical =
      origin === "watch"
        ? await criticalOfFound(db, found)
        : criticalOfDraft({ source, summary: found.text, analysis })
    if (same(before, critical)) continue
    await db.transaction(async (tx) => {
      const judged = await tx
        .update(drafts)
        .set({ critical, ...(critical.length > 0 ? { backlog: false } : {}) })
        .where(and(eq(drafts.id, id), inArray(drafts.status, ["waiting", "returned"])))
        .returning({ id: drafts.id })
      if (judged.length === 0) return
      changed += 1
      await recordAudit(tx, {
        actor: "system",
        action: "draft.urgency-changed",
        contactId,
        detail: { draftId: id, critical: critical.length },
      })
    })
  }
  await db
    .insert(settings)
    .values({ key: KEY, value: version })
    .onConflictDoUpdate({ target: settings.key, set: { value: version, updatedAt: new Date() } })
  return changed
}

type Critical = (typeof drafts.$inferSelect)["critical"]

/** Whether two judgements say the same; the store keeps no order of properties. */
function same(one: Critical, other: Critical): boolean {
  return (
    one.length === other.length &&
    one.every((value, index) => {
      const twin = other[index]
      return (
        twin !== undefined &&
        value.name === twin.name &&
        value.value === twin.value &&
        value.unit === twin.unit &&
        value.side === twin.side &&
        value.limit === twin.limit
      )
    })
  )
}
