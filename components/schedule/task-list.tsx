"use client"

import { Check } from "lucide-react"
import { useCallback } from "react"
import { QuietProgress } from "#components/changes/quiet-progress.tsx"
import { LongText } from "#components/fields/long-text.tsx"
import { Badge } from "#components/ui/badge.tsx"
import { Button } from "#components/ui/button.tsx"
import { useClock } from "#components/ui/clock.tsx"
import { ProblemNotice } from "#components/ui/problem-notice.tsx"
import { isDay, type ScheduleView, type TaskView, type When } from "#lib/contacts/schedule-types.ts"
import { withScope } from "./scope-words.ts"
import { useCompleting } from "./use-completing.ts"
import { WhenText } from "./when-text.tsx"

/** Open tasks, the longest due first, each to be completed here. */
export function TaskList({
  contactId,
  tasks,
  disabled,
  retrying,
  onRetry,
}: {
  contactId: string
  /** No task can be written now. */
  disabled: boolean
  tasks: ScheduleView["tasks"]
  retrying: boolean
  onRetry: () => void
}) {
  const { under, problem, complete, settle } = useCompleting(contactId)
  if ("problem" in tasks) {
    const failure = withScope(tasks.problem, "tasks")
    return <ProblemNotice problem={failure} retrying={retrying} onRetry={onRetry} />
  }
  return (
    <div className="flex flex-col gap-2">
      <h3 className="font-medium text-sm">
        Open tasks
        <span className="ml-1.5 font-normal text-ink-muted tabular-nums">{tasks.open.length}</span>
      </h3>
      {problem && <ProblemNotice problem={problem} />}
      {tasks.open.length === 0 ? (
        <p className="text-ink-muted text-sm">Nothing is open.</p>
      ) : (
        <ul className="divide-y divide-line rounded-lg border border-line">
          {tasks.open.map((task) => (
            <Task
              key={task.id}
              task={task}
              disabled={disabled}
              busy={under.some(({ taskId }) => taskId === task.id)}
              onComplete={() => complete(task)}
            />
          ))}
        </ul>
      )}
      {tasks.done > 0 && (
        <p className="text-ink-muted text-xs">
          {tasks.done === 1 ? "One task is completed." : `${tasks.done} tasks are completed.`}
        </p>
      )}
      {under.map(
        ({ taskId, changeId }) =>
          changeId && (
            <Followed key={changeId} changeId={changeId} taskId={taskId} settle={settle} />
          ),
      )}
    </div>
  )
}

/** Past is a day alone only when the clinic's next one has begun. */
const isPast = (due: When, now: number, timeZone: string): boolean =>
  isDay(due)
    ? due < new Intl.DateTimeFormat("sv-SE", { timeZone }).format(now)
    : Date.parse(due) < now

function Task({
  task,
  disabled,
  busy,
  onComplete,
}: {
  task: TaskView
  disabled: boolean
  busy: boolean
  onComplete: () => void
}) {
  const { now, timeZone } = useClock()
  const title = task.title || "Task without a title"
  const overdue = task.due !== null && isPast(task.due, now, timeZone)
  return (
    <li className="px-3 py-2.5 text-sm">
      <div className="flex items-start gap-3">
        <div className="min-w-0 flex-1">
          <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
            <bdi className="font-medium break-words">{title}</bdi>
            {overdue && <Badge tone="warn">Overdue</Badge>}
          </p>
          <p className="text-ink-muted text-xs">
            {task.due ? (
              <>
                Due <WhenText when={task.due} />
              </>
            ) : (
              "No day is set"
            )}
          </p>
        </div>
        <Button
          size="small"
          icon={<Check aria-hidden />}
          disabled={disabled}
          busy={busy}
          aria-label={`Complete ${title}`}
          onClick={onComplete}
        >
          Complete
        </Button>
      </div>
      {task.body.trim() !== "" && (
        <div className="mt-1 text-ink-soft">
          <LongText text={task.body} />
        </div>
      )}
    </li>
  )
}

function Followed({
  changeId,
  taskId,
  settle,
}: {
  changeId: string
  taskId: string
  settle: (taskId: string) => Promise<void>
}) {
  const over = useCallback(() => void settle(taskId), [settle, taskId])
  return <QuietProgress changeId={changeId} onOver={over} />
}
