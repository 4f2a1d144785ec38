import { RelativeTime, TimeText } from "#components/ui/date-text.tsx"
import type { ChangeView } from "#lib/changes/types.ts"

/** That a change has got no further for long: since when, why, and what a person can do about it. */
export function LongDelay({ delay }: { delay: NonNullable<ChangeView["delay"]> }) {
  return (
    <div className="rounded-lg border border-warn-line bg-warn-soft px-3.5 py-3 text-sm">
      <p className="font-medium text-warn-text">
        It has got no further since <TimeText iso={delay.since} /> (
        <RelativeTime iso={delay.since} />
        ).
      </p>
      <p className="mt-0.5 text-ink-soft">{delay.message}</p>
    </div>
  )
}
