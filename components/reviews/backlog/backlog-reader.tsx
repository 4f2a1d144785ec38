"use client"

import { Field } from "@base-ui/react/field"
import { CircleCheck, Keyboard } from "lucide-react"
import { useRouter } from "next/navigation"
import { useState, useTransition } from "react"
import { AlertDialog } from "#components/ui/alert-dialog.tsx"
import { Button } from "#components/ui/button.tsx"
import { IconButton } from "#components/ui/icon-button.tsx"
import { ProblemNotice } from "#components/ui/problem-notice.tsx"
import { ShortcutHelp } from "#components/ui/shortcut-help.tsx"
import { TickBox } from "#components/ui/tick-box.tsx"
import { type Shortcut, useShortcuts } from "#components/ui/use-shortcuts.ts"
import type { Problem } from "#lib/problem.ts"
import { nothingAccepted } from "#lib/reviews/fields-words.ts"
import type { BacklogPage } from "#lib/reviews/watch/backlog-types.ts"
import { BacklogCard } from "./backlog-card.tsx"
import { acceptAllNotes, isPickable, standsInWords, texts } from "./backlog-words.ts"
import { useAccept } from "./use-accept.ts"

/** More than this at once is for administrators; the server has the last word. */
const LIMIT = 50

/** The backlog, a page of it, to read one text after another and to accept together. */
export function BacklogReader({
  page,
  mayAcceptMany,
  fieldsProblem,
}: {
  page: BacklogPage
  mayAcceptMany: boolean
  /** Why GHL did not give the fields' names, without which nothing can be accepted; null: it did. */
  fieldsProblem: Problem | null
}) {
  const router = useRouter()
  const { busy, problem, said, accept } = useAccept()
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set())
  const [at, setAt] = useState(-1)
  const [asking, setAsking] = useState<"picked" | "all" | null>(null)
  const [helping, setHelping] = useState(false)
  const [looking, startLooking] = useTransition()
  const blocked = fieldsProblem !== null

  const free = page.rows.filter(isPickable)
  // What was accepted, or edited meanwhile, is no longer among them.
  const chosen = free.filter(({ id }) => picked.has(id)).map(({ id }) => id)
  const row = page.rows[at]
  const mayAcceptAll = mayAcceptMany || page.acceptable <= LIMIT
  const number = asking === "all" ? page.acceptable : chosen.length

  const notes = acceptAllNotes({ ...page, onPage: free.length })

  const pick = (id: string, on: boolean) => {
    const next = new Set(picked)
    if (on) next.add(id)
    else next.delete(id)
    setPicked(next)
  }
  const go = (to: number) => {
    const next = page.rows[Math.min(Math.max(to, 0), page.rows.length - 1)]
    if (!next) return
    setAt(page.rows.indexOf(next))
    document.getElementById(next.id)?.scrollIntoView({ block: "nearest" })
  }
  const shortcuts: Shortcut[] = [
    { key: "j", label: "Next text", act: () => go(at + 1) },
    { key: "k", label: "Text before", act: () => go(at - 1) },
    {
      key: "x",
      label: "Pick this text, or not",
      act: () => row && isPickable(row) && pick(row.id, !picked.has(row.id)),
    },
    {
      key: "Enter",
      label: "Open this text's review",
      act: () => row && router.push(`/reviews/${row.id}`),
    },
    {
      key: "a",
      label: "Accept what is picked",
      disabled: chosen.length === 0 || blocked,
      act: () => setAsking("picked"),
    },
    { key: "?", label: "This help", act: () => setHelping(true) },
  ]
  useShortcuts(shortcuts)

  return (
    <>
      <div className="sticky top-0 z-10 flex flex-wrap items-center gap-x-3 gap-y-2 border-line border-b bg-surface px-4 py-2.5 max-md:top-14">
        <Field.Root>
          <Field.Label className="inline-flex min-h-(--control) items-center gap-3 text-sm font-medium">
            <TickBox
              disabled={free.length === 0}
              checked={chosen.length > 0 && chosen.length === free.length}
              partly={chosen.length > 0 && chosen.length < free.length}
              onCheckedChange={(all) => setPicked(new Set(all ? free.map(({ id }) => id) : []))}
              className="pointer-coarse:size-6"
            />
            {chosen.length > 0 ? `${chosen.length} picked` : `Pick all ${free.length} on this page`}
          </Field.Label>
        </Field.Root>
        <span className="ml-auto flex flex-wrap items-center gap-2">
          {mayAcceptAll && page.acceptable > chosen.length && (
            <Button disabled={busy || blocked} onClick={() => setAsking("all")}>
              Accept all {page.acceptable}
            </Button>
          )}
          <Button
            tone="primary"
            disabled={chosen.length === 0 || blocked}
            busy={busy}
            onClick={() => setAsking("picked")}
          >
            Accept picked
          </Button>
          <IconButton
            label="Keyboard shortcuts"
            icon={<Keyboard aria-hidden />}
            className="max-md:hidden"
            onClick={() => setHelping(true)}
          />
        </span>
        {!mayAcceptAll && (
          <p className="w-full text-xs text-ink-muted">
            Accepting more than {LIMIT} at once is for administrators.
          </p>
        )}
      </div>
      {fieldsProblem && (
        <div className="border-line border-b p-4">
          <ProblemNotice
            problem={nothingAccepted(fieldsProblem)}
            retrying={looking}
            onRetry={() => startLooking(() => router.refresh())}
          />
        </div>
      )}
      <p className="border-line border-b px-4 py-2 text-sm text-ink-muted">
        {standsInWords({ total: page.total, shown: page.rows.length, edited: page.edited })}
      </p>
      <div aria-live="polite">
        {said && (
          <p className="flex items-start gap-2 border-line border-b bg-good-soft px-4 py-2.5 text-sm text-good-text">
            <CircleCheck aria-hidden className="mt-0.5 size-4 shrink-0" />
            {said}
          </p>
        )}
      </div>
      {problem && !asking && !(blocked && problem.scope) && (
        <div className="p-4">
          <ProblemNotice problem={problem} />
        </div>
      )}
      <ul className="divide-y divide-line">
        {page.rows.map((one, index) => (
          <BacklogCard
            key={one.id}
            row={one}
            picked={picked.has(one.id)}
            current={index === at}
            onPick={(on) => pick(one.id, on)}
          />
        ))}
      </ul>
      <AlertDialog
        open={asking !== null}
        onOpenChange={(open) => {
          if (!open && !busy) setAsking(null)
        }}
        title={`Accept ${texts(number)} as ${number === 1 ? "it stands" : "they stand"}?`}
        confirmLabel={`Accept ${texts(number)}`}
        busy={busy}
        confirmDisabled={blocked}
        onConfirm={async () => {
          await accept(asking === "all" ? { until: page.asOf } : { ids: chosen })
          setAsking(null)
        }}
      >
        <p>
          Nothing is written to GoHighLevel. {number === 1 ? "The text stays" : "The texts stay"} in
          the call notes and {number === 1 ? "counts" : "count"} as approved by you.
        </p>
        <p>
          Each decision keeps your name and that the review was not opened. It cannot be taken back.
          {asking === "all" && ` ${notes}`}
        </p>
      </AlertDialog>
      <ShortcutHelp shortcuts={shortcuts} open={helping} onOpenChange={setHelping} />
    </>
  )
}
