import { CalendarClock } from "lucide-react"
import { ProblemNotice } from "#components/ui/problem-notice.tsx"
import type { AppointmentView, ScheduleView } from "#lib/contacts/schedule-types.ts"
import { withScope } from "./scope-words.ts"
import { WhenText } from "./when-text.tsx"

/** The next appointment, and those after it behind a press. */
export function AppointmentList({
  appointments,
  retrying,
  onRetry,
}: {
  appointments: ScheduleView["appointments"]
  retrying: boolean
  onRetry: () => void
}) {
  if ("problem" in appointments) {
    const problem = withScope(appointments.problem, "appointments")
    return <ProblemNotice problem={problem} retrying={retrying} onRetry={onRetry} />
  }
  const [first, ...later] = appointments.next
  if (!first) return <p className="text-ink-muted text-sm">No appointment to come.</p>
  return (
    <div className="rounded-lg border border-line bg-sunken px-3 py-2.5">
      <Appointment appointment={first} />
      {later.length > 0 && (
        <details className="mt-2 text-sm">
          <summary className="cursor-pointer text-ink-muted pointer-coarse:py-2">
            {later.length === 1 ? "One more" : `${later.length} more`}
          </summary>
          <ul className="mt-2 flex flex-col gap-2">
            {later.map((appointment) => (
              <li key={appointment.id}>
                <Appointment appointment={appointment} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  )
}

function Appointment({ appointment }: { appointment: AppointmentView }) {
  const { title, status, address, starts } = appointment
  const aside = [status, address].filter(Boolean).join(" · ")
  return (
    <div className="flex items-start gap-2.5 text-sm">
      <CalendarClock aria-hidden className="mt-0.5 size-4 shrink-0 text-accent-text" />
      <div className="min-w-0">
        <p className="flex flex-wrap gap-x-2">
          <bdi className="font-medium break-words">{title || "Appointment"}</bdi>
          <WhenText when={starts} />
        </p>
        {aside && <p className="break-words text-ink-muted text-xs">{aside}</p>}
      </div>
    </div>
  )
}
