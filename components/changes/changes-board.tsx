"use client"

import { useQuery, useQueryClient } from "@tanstack/react-query"
import { Check } from "lucide-react"
import { useEffect, useRef } from "react"
import { useContactNames } from "#components/contacts/use-contact-names.ts"
import { problemOf } from "#components/shell/fetch-json.ts"
import { EmptyState } from "#components/ui/empty-state.tsx"
import { FirstOf } from "#components/ui/first-of.tsx"
import { ProblemNotice } from "#components/ui/problem-notice.tsx"
import { Section } from "#components/ui/section.tsx"
import type { FinishedPage, OpenChanges } from "#lib/changes/board.ts"
import { type Standing, standingOf } from "#lib/changes/standing.ts"
import { ChangeCard } from "./change-card.tsx"
import { boardQuery, finishedQuery } from "./change-queries.ts"
import { DifferencesLine } from "./differences-line.tsx"
import { FinishedChanges } from "./finished-changes.tsx"
import { Whose } from "./whose.tsx"

const GROUPS: { title: string; hint: string; standings: Standing[] }[] = [
  {
    title: "Needs you",
    hint: "these do not go on without a decision",
    // What is over is here only with a note that GHL altered.
    standings: ["conflict", "stopped", "done", "cancelled"],
  },
  {
    title: "Waiting for long",
    hint: "no further for more than 15 minutes: see whether you can help",
    standings: ["delayed"],
  },
  {
    title: "Not certain yet",
    hint: "Caredesk waits for GoHighLevel, or checks what it has",
    standings: ["unsure", "waiting"],
  },
  { title: "Held", hint: "nothing is sent yet", standings: ["held"] },
  { title: "On their way", hint: "nothing is needed from you", standings: ["running", "queued"] },
]

/** Every change that is not over or needs a person, these first, and what ended lately. Live. */
export function ChangesBoard({ open, finished }: { open: OpenChanges; finished: FinishedPage }) {
  const queryClient = useQueryClient()
  const { data, error, refetch, isFetching } = useQuery({ ...boardQuery, initialData: open })
  const { changes: shown, counts, differences } = data
  const nameOf = useContactNames(shown.map(({ contactId }) => contactId))
  const ids = shown.map(({ id }) => id).join(" ")
  const known = useRef(ids)
  useEffect(() => {
    if (known.current === ids) return
    known.current = ids
    // One has come or gone: those that ended are another list by now.
    void queryClient.invalidateQueries({ queryKey: finishedQuery.queryKey })
  }, [ids, queryClient])
  return (
    <>
      {error && (
        <ProblemNotice
          problem={problemOf(error)}
          onRetry={() => void refetch()}
          retrying={isFetching}
        />
      )}
      <DifferencesLine differences={differences} />
      {shown.length === 0 && (
        <div className="rounded-xl border border-line bg-surface shadow-card">
          <EmptyState icon={<Check />} title="Nothing is on its way">
            Every change was written or given up
            {differences.needing === 0 && ", and none needs you"}.
          </EmptyState>
        </div>
      )}
      {GROUPS.map(({ title, hint, standings }) => {
        const changes = shown.filter((change) => standings.includes(standingOf(change)))
        const counted = standings.reduce((sum, standing) => sum + (counts[standing] ?? 0), 0)
        const total = Math.max(counted, changes.length)
        if (total === 0) return null
        return (
          <Section key={title} title={title} count={total} hint={hint}>
            <ul className="space-y-3 not-last:mb-3 empty:hidden">
              {changes.map((change) => (
                <li key={change.id}>
                  <ChangeCard
                    change={change}
                    about={
                      <Whose
                        contactId={change.contactId}
                        name={nameOf(change.contactId)}
                        by={change.personName}
                        at={change.createdAt}
                      />
                    }
                  />
                </li>
              ))}
            </ul>
            <FirstOf shown={changes.length} total={total} />
          </Section>
        )
      })}
      <FinishedChanges first={finished} />
    </>
  )
}
