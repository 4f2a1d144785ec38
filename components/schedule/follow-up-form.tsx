"use client"

import { useQueryClient } from "@tanstack/react-query"
import { type FormEvent, useState } from "react"
import { useWhyNotWriteTask } from "#components/connection/use-write-access.ts"
import { withSignIn } from "#components/shell/with-sign-in.ts"
import { Button } from "#components/ui/button.tsx"
import { useClock } from "#components/ui/clock.tsx"
import { ProblemNotice } from "#components/ui/problem-notice.tsx"
import { TextArea } from "#components/ui/text-area.tsx"
import { TextField } from "#components/ui/text-field.tsx"
import { addTask } from "#lib/contacts/task-actions.ts"
import type { Problem } from "#lib/problem.ts"

const UNSENT: Problem = {
  kind: "network",
  title: "It is not known whether the task was added.",
  advice: "Check your connection and add it again: it is not added twice. Your text is still here.",
}

const DAY_MS = 86_400_000

/** A follow-up task, written here and added in GHL as a change. A failed save keeps what was typed. */
export function FollowUpForm({
  contactId,
  onClose,
  onStored,
}: {
  contactId: string
  onClose: () => void
  onStored: (changeId: string) => void
}) {
  const { now, timeZone } = useClock()
  const whyNot = useWhyNotWriteTask()
  const client = useQueryClient()
  const [title, setTitle] = useState("")
  const [day, setDay] = useState(() =>
    new Intl.DateTimeFormat("sv-SE", { timeZone }).format(now + DAY_MS),
  )
  const [time, setTime] = useState("09:00")
  const [details, setDetails] = useState("")
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  /** A try whose answer did not arrive. Until one does its words stay: other words would be a second task. */
  const [submission, setSubmission] = useState<string | null>(null)
  const locked = busy || submission !== null

  const edit = (set: (text: string) => void) => (text: string) => {
    setProblem(null)
    set(text)
  }

  function cancel() {
    // What was stored after all shows among the changes.
    if (submission !== null) void client.invalidateQueries({ queryKey: ["contacts", contactId] })
    onClose()
  }

  async function add(event: FormEvent) {
    event.preventDefault()
    const submissionId = submission ?? crypto.randomUUID()
    setBusy(true)
    setProblem(null)
    const result = await withSignIn(() =>
      addTask({ contactId, submissionId, title, details, day, time }),
    ).catch(() => undefined)
    setBusy(false)
    setSubmission(result ? null : submissionId)
    if (result?.data?.outcome === "stored") return onStored(result.data.changeId)
    setProblem(
      result?.data
        ? { kind: "bad-request", title: `The task was not added. ${result.data.message}` }
        : (result?.serverError ?? UNSENT),
    )
  }

  return (
    <form
      onSubmit={add}
      aria-label="Follow-up task"
      className="flex flex-col gap-3 rounded-lg border border-line p-3"
    >
      <TextField
        label="What is to be done"
        required
        maxLength={200}
        autoComplete="off"
        value={title}
        disabled={locked}
        onChange={(event) => edit(setTitle)(event.currentTarget.value)}
      />
      <div className="grid grid-cols-2 gap-3">
        <TextField
          label="Due on"
          type="date"
          required
          value={day}
          disabled={locked}
          onChange={(event) => edit(setDay)(event.currentTarget.value)}
        />
        <TextField
          label="At"
          type="time"
          required
          value={time}
          disabled={locked}
          onChange={(event) => edit(setTime)(event.currentTarget.value)}
        />
      </div>
      <TextArea
        label="Details"
        hint="Optional. Your name and a line “Caredesk ref”, by which Caredesk finds the task again, follow."
        rows={2}
        dir="auto"
        maxLength={50_000}
        value={details}
        disabled={locked}
        onChange={(event) => edit(setDetails)(event.currentTarget.value)}
      />
      {problem && <ProblemNotice problem={problem} />}
      <div className="flex flex-wrap justify-end gap-2">
        <Button disabled={busy} onClick={cancel}>
          Cancel
        </Button>
        <Button
          type="submit"
          tone="primary"
          busy={busy}
          disabled={title.trim() === "" || whyNot !== null}
        >
          Add task
        </Button>
      </div>
    </form>
  )
}
