"use client"

import { useQueryClient } from "@tanstack/react-query"
import { useCallback, useState } from "react"
import { withSignIn } from "#components/shell/with-sign-in.ts"
import { useToast } from "#components/ui/toast.tsx"
import type { TaskView } from "#lib/contacts/schedule-types.ts"
import { setTask } from "#lib/contacts/task-actions.ts"
import type { Problem } from "#lib/problem.ts"

const UNKNOWN: Problem = {
  kind: "network",
  title: "It is not known whether the task was changed.",
  advice: "Check your connection. If it still stands here then, try again: that does no harm.",
}

/** A task whose change is on its way. */
export type Completing = { taskId: string; wanted: "open" | "completed"; changeId: string | null }

/** Completes tasks of a contact and opens them again: stored as changes, followed until GHL has them. */
export function useCompleting(contactId: string) {
  const queryClient = useQueryClient()
  const toast = useToast()
  const [under, setUnder] = useState<Completing[]>([])
  const [problem, setProblem] = useState<Problem | null>(null)

  const drop = useCallback(
    (taskId: string) => setUnder((now) => now.filter((one) => one.taskId !== taskId)),
    [],
  )

  const set = useCallback(
    async (taskId: string, wanted: Completing["wanted"], task?: TaskView): Promise<boolean> => {
      const seen = wanted === "completed" ? "open" : "completed"
      setProblem(null)
      setUnder((now) => [
        ...now.filter((one) => one.taskId !== taskId),
        { taskId, wanted, changeId: null },
      ])
      const shown = task && { title: task.title, body: task.body, due: task.due }
      const result = await withSignIn(() =>
        setTask({ contactId, taskId, seen, wanted, shown }),
      ).catch(() => undefined)
      if (result?.data?.outcome === "stored") {
        const { changeId } = result.data
        setUnder((now) => now.map((one) => (one.taskId === taskId ? { ...one, changeId } : one)))
        return true
      }
      drop(taskId)
      void queryClient.invalidateQueries({ queryKey: ["contacts", contactId] })
      setProblem(
        result?.data
          ? { kind: "bad-request", title: `The task was not changed. ${result.data.message}` }
          : (result?.serverError ?? UNKNOWN),
      )
      return false
    },
    [queryClient, contactId, drop],
  )

  const complete = useCallback(
    async (task: TaskView) => {
      // Not before it is stored: it may be refused, or its answer get lost.
      if (!(await set(task.id, "completed", task))) return
      toast({
        title: "Task completed",
        description: task.title,
        action: { label: "Undo", onClick: () => void set(task.id, "open") },
      })
    },
    [set, toast],
  )

  /** The change is over: tasks and changes are read again, and the task shows as it then stands. */
  const settle = useCallback(
    async (taskId: string) => {
      await queryClient.invalidateQueries({ queryKey: ["contacts", contactId] })
      drop(taskId)
    },
    [queryClient, contactId, drop],
  )

  return { under, problem, complete, settle }
}
