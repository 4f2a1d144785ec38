import { CircleCheck } from "lucide-react"
import type { Metadata } from "next"
import { ChangesNav } from "#components/changes/changes-nav.tsx"
import { DriftList } from "#components/drift/drift-list.tsx"
import { PageHeader } from "#components/shell/page-header.tsx"
import { DateText } from "#components/ui/date-text.tsx"
import { EmptyState } from "#components/ui/empty-state.tsx"
import { FirstOf } from "#components/ui/first-of.tsx"
import { database } from "#lib/db/instance.ts"
import { requirePage } from "#lib/people/session.ts"
import { lastLook, openDriftCount, openDrifts } from "#lib/reconcile/list.ts"

export const metadata: Metadata = { title: "Differs in GoHighLevel" }

/** Differences shown at once. */
const MOST = 200

/** Where GHL does not stand as a finished decision meant it to. */
export default async function Page() {
  await requirePage("drifts.read", "/changes/drift")
  const db = await database()
  const drifts = await openDrifts(db, MOST)
  const total = await openDriftCount(db)
  const look = await lastLook(db)
  return (
    <div className="mx-auto flex max-w-5xl flex-col gap-4 p-4 sm:p-6">
      <PageHeader
        title="Changes"
        hint="Every night Caredesk looks whether each approval of the last 30 days still has its note, text and tags in GoHighLevel, and whether each text that was accepted as it stood still stands. A note that GoHighLevel altered in the saving is listed at once. A second copy of a note is seen only where GoHighLevel lists it: of a client with very many notes it may list some only."
      />
      <ChangesNav current="/changes/drift" drifts={total} />
      <p className="text-sm text-ink-muted">
        {look ? (
          <>
            Last look: <DateText iso={look.at} withTime />. {look.checked} checked.
            {look.unread > 0 && (
              <span className="font-medium text-warn-text">
                {" "}
                {look.unread} could not be looked at, as GoHighLevel did not give what they are
                about. The next look tries them again.
              </span>
            )}
          </>
        ) : (
          "The first look is taken tonight, at about 3 in the morning."
        )}
      </p>
      <div className="rounded-xl border border-line bg-surface shadow-card">
        {drifts.length === 0 ? (
          <EmptyState
            icon={<CircleCheck />}
            title={look?.unread ? "Nothing that was looked at differs" : "Nothing differs"}
          >
            {look
              ? "Every decision that was looked at stands as it was made, or somebody left the difference as it is."
              : "Differences are listed here once Caredesk has looked."}
          </EmptyState>
        ) : (
          <DriftList drifts={drifts} />
        )}
      </div>
      <FirstOf shown={drifts.length} total={total} order="the last found first" />
    </div>
  )
}
