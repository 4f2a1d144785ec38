"use client"

import { type FormEvent, useRef, useState } from "react"
import { useWhyNotWrite } from "#components/connection/use-write-access.ts"
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
  const whyNot = useWhyNotWrite()
  const [title, setTitle] = useState("")
  const [day, setDay] = useState(() =>
    new Intl.DateTimeFormat("sv-SE", { timeZone }).format(now + DAY_MS),
  )
  const [time, setTime] = useState("09:00")
  const [details, setDetails] = useState("")
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  // One for all tries of the same words: an answer that got lost adds no second task.
  const submission = useRef<string | null>(null)

  const edit = (set: (text: string) => void) => (text: string) => {
    submission.current = null
    setProblem(null)
    set(text)
  }

  async function add(event: FormEvent) {
    event.preventDefault()
    submission.current ??= crypto.randomUUID()
    const submissionId = submission.current
    setBusy(true)
    setProblem(null)
    const result = await withSignIn(() =>
      addTask({ contactId, submissionId, title, details, day, time }),
    ).catch(() => undefined)
    setBusy(false)
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
        disabled={busy}
        onChange={(event) => edit(setTitle)(event.currentTarget.value)}
      />
      <div className="grid grid-cols-2 gap-3">
        <TextField
          label="Due on"
          type="date"
          required
          value={day}
          disabled={busy}
          onChange={(event) => edit(setDay)(event.currentTarget.value)}
        />
        <TextField
          label="At"
          type="time"
          required
          value={time}
          disabled={busy}
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
        disabled={busy}
        onChange={(event) => edit(setDetails)(event.currentTarget.value)}
      />
      {problem && <ProblemNotice problem={problem} />}
      <div className="flex flex-wrap justify-end gap-2">
        <Button disabled={busy} onClick={onClose}>
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
