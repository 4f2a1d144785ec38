"use client"

import { Field } from "@base-ui/react/field"
import { useState } from "react"
import { withSignIn } from "#components/shell/with-sign-in.ts"
import { Button } from "#components/ui/button.tsx"
import { ProblemNotice } from "#components/ui/problem-notice.tsx"
import { Section } from "#components/ui/section.tsx"
import { TextField } from "#components/ui/text-field.tsx"
import { TickBox } from "#components/ui/tick-box.tsx"
import type { Problem } from "#lib/problem.ts"
import { saveSettings } from "#lib/reviews/settings-actions.ts"
import { flawOf, ReasonList, type ReasonRow } from "./reason-list.tsx"

type Settings = {
  rejectReasons: { id: string; label: string; retired: boolean }[]
  secondApprover: boolean
  targetHours: { urgent: number; normal: number }
}

const UNSENT: Problem = {
  kind: "network",
  title: "It is not known whether the settings were saved.",
  advice: "Check your connection and save again. What you changed is still here.",
}
const CHANGED: Problem = {
  kind: "conflict",
  title: "Somebody else changed these settings while this page was open. Nothing was saved.",
  advice: "Copy what you need, load the page again to see theirs, and make your changes once more.",
  canRetry: false,
}

const rowsOf = ({ rejectReasons }: Settings): ReasonRow[] =>
  rejectReasons.map((reason) => ({ key: reason.id, ...reason }))

const hoursFlaw = (text: string): string | null => {
  const hours = Number(text)
  return text.trim() === "" || !Number.isFinite(hours) || hours < 0.5 || hours > 720
    ? "Hours from 0.5 to 720."
    : null
}

/** How this clinic reviews, to be changed by its administrators. Saved together. */
export function SettingsForm({ settings, version }: { settings: Settings; version: string }) {
  const [seen, setSeen] = useState(version)
  const [reasons, setReasons] = useState<ReasonRow[]>(() => rowsOf(settings))
  const [secondApprover, setSecondApprover] = useState(settings.secondApprover)
  const [urgent, setUrgent] = useState(String(settings.targetHours.urgent))
  const [normal, setNormal] = useState(String(settings.targetHours.normal))
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [saved, setSaved] = useState(false)

  const flaws = {
    reasons: reasons.some((row) => flawOf(row, reasons) !== null),
    urgent: hoursFlaw(urgent),
    normal:
      hoursFlaw(normal) ??
      (Number(normal) < Number(urgent) ? "Not less than for urgent drafts." : null),
  }
  const isFlawed = flaws.reasons || flaws.urgent !== null || flaws.normal !== null
  const edit =
    <T,>(set: (value: T) => void) =>
    (value: T) => {
      setSaved(false)
      set(value)
    }

  async function save() {
    setTried(true)
    if (isFlawed) return
    setBusy(true)
    setProblem(null)
    try {
      const edited = {
        rejectReasons: reasons.map(({ id, label, retired }) => ({ id, label, retired })),
        secondApprover,
        targetHours: { urgent: Number(urgent), normal: Number(normal) },
      }
      const result = await withSignIn(() => saveSettings({ version: seen, edited }))
      if (result?.data?.outcome === "saved") {
        setSaved(true)
        setSeen(result.data.now.version)
        // New reasons have their ids now: a second save must not make them again.
        setReasons(rowsOf(result.data.now.settings))
      } else if (result?.data) {
        setProblem(CHANGED)
      } else {
        setProblem(result?.serverError ?? UNSENT)
      }
    } catch {
      setProblem(UNSENT)
    } finally {
      setBusy(false)
    }
  }

  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <Section title="Reasons to reject" hint="Offered in this order to whoever rejects a draft.">
        <ReasonList rows={reasons} onChange={edit(setReasons)} />
      </Section>
      <Section title="Second approver">
        <Field.Root>
          <Field.Label className="flex items-start gap-3 text-sm">
            <TickBox
              checked={secondApprover}
              onCheckedChange={edit(setSecondApprover)}
              className="mt-0.5 pointer-coarse:size-6"
            />
            <span>
              <span className="font-medium">Two people approve drafts with critical values</span>
              <span className="block text-ink-muted">
                The first approval writes nothing. The draft waits until another person approves the
                same text.
              </span>
            </span>
          </Field.Label>
        </Field.Root>
      </Section>
      <Section title="Targets" hint="Drafts that wait longer are marked in the inbox.">
        <div className="grid max-w-md grid-cols-2 gap-3">
          <TextField
            label="Urgent drafts, hours"
            inputMode="decimal"
            value={urgent}
            error={tried ? flaws.urgent : null}
            onChange={(event) => edit(setUrgent)(event.currentTarget.value)}
          />
          <TextField
            label="Other drafts, hours"
            inputMode="decimal"
            value={normal}
            error={tried ? flaws.normal : null}
            onChange={(event) => edit(setNormal)(event.currentTarget.value)}
          />
        </div>
      </Section>
      {problem && <ProblemNotice problem={problem} />}
      <div className="flex items-center justify-end gap-3">
        <p aria-live="polite" className="text-sm text-good-text">
          {saved && "Saved. It holds for everybody from now on."}
        </p>
        <Button type="submit" tone="primary" busy={busy}>
          Save settings
        </Button>
      </div>
    </form>
  )
}
