import type { ReactNode } from "react"
import { Badge } from "#components/ui/badge.tsx"
import { CopyText } from "#components/ui/copy-text.tsx"
import { RelativeTime } from "#components/ui/date-text.tsx"
import type { TasksRefused } from "#lib/changes/write-evidence.ts"
import type { AreaProbe } from "#lib/connection/types.ts"
import { ghlWords } from "#lib/problem.ts"
import {
  AREA_WORDS,
  GIVEN_UP,
  isOtherLocation,
  REFUSED_ALONE,
  STATE_WORDS,
  UNKNOWN_WORDS,
} from "./area-words.ts"
import { TASK_STATUS, WHY_NO_TASK } from "./write-words.ts"

/** What the token may do, area by area. */
export function AreaList({
  probes,
  tasksRefused,
}: {
  probes: AreaProbe[]
  /** Tasks cannot be written, whatever else can. */
  tasksRefused: TasksRefused | null
}) {
  const otherLocation = isOtherLocation(probes)
  return (
    <ul className="divide-y divide-line">
      {probes.map((probe) => (
        <AreaRow key={probe.area} probe={probe} otherLocation={otherLocation}>
          {probe.area === "tasks" && tasksRefused && (
            <>
              <p>
                {WHY_NO_TASK} GoHighLevel answered with status {TASK_STATUS[tasksRefused.kind]}.
              </p>
              {tasksRefused.traceId && <CopyText text={tasksRefused.traceId} name="trace id" />}
            </>
          )}
        </AreaRow>
      ))}
    </ul>
  )
}

type AreaRowProps = { probe: AreaProbe; otherLocation: boolean; children: ReactNode }

function AreaRow({ probe: { area, state, at, failure }, otherLocation, children }: AreaRowProps) {
  const { name, scope, without } = AREA_WORDS[area]
  const { label, tone } = STATE_WORDS[state]
  const isAlone = state === "refused" && !otherLocation
  const words = failure && (isAlone ? REFUSED_ALONE : ghlWords(failure.kind, area))
  const unknownWords =
    area === "writes" && at !== null
      ? GIVEN_UP
      : (UNKNOWN_WORDS[area] ?? "It could not be asked without a contact to ask about.")
  return (
    <li className="grid gap-x-4 gap-y-1 px-4 py-3 text-sm sm:grid-cols-[14rem_minmax(0,1fr)_auto]">
      <div>
        <p className="font-medium">{name}</p>
        <code className="font-mono text-2xs break-all text-ink-muted">{scope}</code>
      </div>
      <div className="min-w-0 text-ink-soft">
        {words && (
          <p>
            {words.title} {words.advice}
          </p>
        )}
        {(state === "missing" || state === "refused") && <p>{without}</p>}
        {state === "unknown" && <p>{unknownWords}</p>}
        {area === "documents" && state === "granted" && <p>By the last file that was opened.</p>}
        {area === "writes" && state === "granted" && <p>By the last change that went through.</p>}
        {children}
        {failure?.traceId && <CopyText text={failure.traceId} name="trace id" />}
      </div>
      <div className="flex items-center gap-2 sm:flex-col sm:items-end">
        <Badge tone={tone}>{label}</Badge>
        {at && (
          <span className="text-xs text-ink-muted">
            <RelativeTime iso={at} />
          </span>
        )}
      </div>
    </li>
  )
}
