import {
  Circle,
  CircleAlert,
  CircleCheck,
  CircleHelp,
  CircleMinus,
  LoaderCircle,
} from "lucide-react"
import type { StepKind, StepStatus, StepView } from "#lib/changes/types.ts"

const ICONS: Record<StepStatus, React.ReactNode> = {
  pending: <Circle aria-hidden className="text-ink-muted" />,
  sending: <LoaderCircle aria-hidden className="animate-spin text-info-text" />,
  unsure: <CircleHelp aria-hidden className="text-warn-text" />,
  done: <CircleCheck aria-hidden className="text-good-text" />,
  stopped: <CircleAlert aria-hidden className="text-bad-text" />,
  conflict: <CircleAlert aria-hidden className="text-bad-text" />,
  skipped: <CircleMinus aria-hidden className="text-ink-muted" />,
  cancelled: <CircleMinus aria-hidden className="text-ink-muted" />,
}

const ALTERED = <CircleAlert aria-hidden className="text-warn-text" />

/** What a step does, in a few words. */
export function stepName(kind: StepKind, label: string): string {
  switch (kind) {
    case "set-field":
      return label
    case "add-tag":
      return `Add tag ${label}`
    case "remove-tag":
      return `Remove tag ${label}`
    case "create-note":
      return "New note"
    case "edit-note":
      return "Edit note"
    case "create-task":
      return "New task"
    case "set-task":
      return label
  }
}

/** The steps of a change, in their order, each with what happened to it. */
export function StepList({ steps }: { steps: StepView[] }) {
  return (
    <ol className="space-y-1.5">
      {steps.map((step) => (
        <li
          key={step.id}
          className="flex items-start gap-2 text-sm [&_svg]:mt-0.5 [&_svg]:size-4 [&_svg]:shrink-0"
        >
          {step.differs ? ALTERED : ICONS[step.status]}
          <span className="min-w-0">
            <bdi className="font-medium break-words">{stepName(step.kind, step.label)}</bdi>{" "}
            <span className="text-ink-muted">{step.message}</span>
          </span>
        </li>
      ))}
    </ol>
  )
}
