import Link from "next/link"
import { DateText } from "#components/ui/date-text.tsx"
import type { OtherDrafts as Others } from "#lib/reviews/other-drafts-types.ts"

/** Says that the client has other drafts: one summary stands in the call notes, that of the last approval. */
export function OtherDrafts({ others }: { others: Others | null }) {
  if (!others) return null
  const { waiting, newerApproved } = others
  return (
    <div className="space-y-0.5 rounded-xl border border-warn-line bg-warn-soft px-4 py-2 text-sm text-warn-text">
      {newerApproved && (
        <p>
          A newer draft of this client was approved on <DateText iso={newerApproved.at} withTime />.{" "}
          <Other id={newerApproved.id}>Open the newer one</Other>
        </p>
      )}
      {waiting && (
        <p>
          Another draft of this client waits. The summary that is approved last is the one that
          stands in the call notes. <Other id={waiting}>Open the other one</Other>
        </p>
      )}
    </div>
  )
}

function Other({ id, children }: { id: string; children: string }) {
  return (
    // Opening a review is audited, so it is not fetched before it is asked for.
    <Link
      href={`/reviews/${id}`}
      prefetch={false}
      className="font-medium whitespace-nowrap underline underline-offset-2"
    >
      {children}
    </Link>
  )
}
