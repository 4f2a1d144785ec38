import { CopyText } from "#components/ui/copy-text.tsx"
import { RelativeTime } from "#components/ui/date-text.tsx"
import type { ProcessRole, SharedFailure } from "#lib/connection/types.ts"
import { ghlWords } from "#lib/problem.ts"
import { AREA_WORDS } from "./area-words.ts"

const WHO: Record<ProcessRole, string> = { app: "by the app", worker: "by a worker" }

/** The last calls that failed, of all processes, with what to do. */
export function FailureList({ failures }: { failures: SharedFailure[] }) {
  if (failures.length === 0) {
    return <p className="text-sm text-ink-muted">None in the last seven days.</p>
  }
  return (
    <ol className="flex flex-col gap-3 text-sm">
      {failures.map((failure) => (
        <li key={failure.id}>
          <What failure={failure} />
          <p className="flex flex-wrap items-center gap-x-2 text-xs text-ink-muted">
            <RelativeTime iso={failure.at} />
            <span>{WHO[failure.process]}</span>
            <code className="break-all font-mono">{failure.operation}</code>
            {failure.status !== null && <span>status {failure.status}</span>}
            {failure.traceId && <CopyText text={failure.traceId} name="trace id" />}
          </p>
        </li>
      ))}
    </ol>
  )
}

function What({ failure: { area, kind } }: { failure: SharedFailure }) {
  const { title, advice } = ghlWords(kind, area)
  return (
    <>
      <p className="font-medium">
        {AREA_WORDS[area].name}: {title}
      </p>
      <p className="text-ink-soft">{advice}</p>
    </>
  )
}
