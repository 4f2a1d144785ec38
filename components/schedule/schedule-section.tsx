"use client"

import { useQuery, useQueryClient } from "@tanstack/react-query"
import { CalendarPlus } from "lucide-react"
import { useCallback, useState } from "react"
import { QuietProgress } from "#components/changes/quiet-progress.tsx"
import { NoWriting } from "#components/connection/no-writing.tsx"
import { useWhyNotWriteTask } from "#components/connection/use-write-access.ts"
import { problemOf } from "#components/shell/fetch-json.ts"
import { Button } from "#components/ui/button.tsx"
import { ProblemNotice } from "#components/ui/problem-notice.tsx"
import { Section } from "#components/ui/section.tsx"
import { Skeleton } from "#components/ui/skeleton.tsx"
import { AppointmentList } from "./appointment-list.tsx"
import { FollowUpForm } from "./follow-up-form.tsx"
import { scheduleOf } from "./schedule-query.ts"
import { TaskList } from "./task-list.tsx"

/** What is due next for a contact: appointments to come and open tasks, each half on its own. */
export function ScheduleSection({ contactId }: { contactId: string }) {
  const queryClient = useQueryClient()
  const { data, error, refetch, isFetching } = useQuery(scheduleOf(contactId))
  const [adding, setAdding] = useState(false)
  const [added, setAdded] = useState<string[]>([])
  const retry = () => void refetch()
  const settle = useCallback(
    async (changeId: string) => {
      await queryClient.invalidateQueries({ queryKey: ["contacts", contactId] })
      setAdded((now) => now.filter((one) => one !== changeId))
    },
    [queryClient, contactId],
  )
  const tasks = data?.tasks
  const whyNot = useWhyNotWriteTask()
  const mayBeAdded = tasks ? !("problem" in tasks) : !error
  return (
    <Section
      title="Due next"
      actions={
        !adding &&
        mayBeAdded && (
          <Button
            size="small"
            icon={<CalendarPlus aria-hidden />}
            disabled={!tasks || whyNot !== null}
            onClick={() => setAdding(true)}
          >
            Add follow-up
          </Button>
        )
      }
    >
      <div className="flex flex-col gap-4">
        {error && !data && (
          <ProblemNotice problem={problemOf(error)} retrying={isFetching} onRetry={retry} />
        )}
        {!data && !error && (
          // As high as one appointment and no task, so that little below it moves.
          <div role="status" className="flex flex-col gap-4">
            <span className="sr-only">Tasks and appointments are being fetched.</span>
            <Skeleton className="h-15 w-full rounded-lg" />
            <span className="flex flex-col gap-2">
              <Skeleton className="h-5 w-28" />
              <Skeleton className="h-5 w-32" />
            </span>
          </div>
        )}
        {data && (
          <AppointmentList appointments={data.appointments} retrying={isFetching} onRetry={retry} />
        )}
        <NoWriting why={whyNot} />
        {adding && (
          <FollowUpForm
            contactId={contactId}
            onClose={() => setAdding(false)}
            onStored={(changeId) => {
              setAdded((now) => [...now, changeId])
              setAdding(false)
            }}
          />
        )}
        <p role="status" className={added.length > 0 ? "text-ink-muted text-sm" : "sr-only"}>
          {added.length > 0 ? "Adding the task to GoHighLevel." : ""}
        </p>
        {added.map((changeId) => (
          <Added key={changeId} changeId={changeId} settle={settle} />
        ))}
        {tasks && (
          <TaskList
            contactId={contactId}
            tasks={tasks}
            disabled={whyNot !== null}
            retrying={isFetching}
            onRetry={retry}
          />
        )}
      </div>
    </Section>
  )
}

function Added({
  changeId,
  settle,
}: {
  changeId: string
  settle: (changeId: string) => Promise<void>
}) {
  const over = useCallback(() => void settle(changeId), [settle, changeId])
  return <QuietProgress changeId={changeId} onOver={over} />
}
