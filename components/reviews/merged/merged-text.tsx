"use client"

import { useQuery } from "@tanstack/react-query"
import { useRef, useState } from "react"
import { useChangeAtHand } from "#components/changes/at-hand.tsx"
import { problemOf } from "#components/shell/fetch-json.ts"
import { RelativeTime } from "#components/ui/date-text.tsx"
import { ProblemNotice } from "#components/ui/problem-notice.tsx"
import { Section } from "#components/ui/section.tsx"
import { type Authors, authorAt } from "#lib/reviews/authorship.ts"
import type { MergedTextView } from "#lib/reviews/merged-types.ts"
import { AuthorLine } from "../draft/context-line.tsx"
import { MarkedEditor } from "../draft/marked-editor.tsx"
import { authorInWords } from "./author-in-words.ts"
import { mergedTextQuery } from "./merged-query.ts"
import { Shares } from "./shares.tsx"

/** Who wrote what of a text that was put together over a conflict; nothing where none was. */
export function MergedText({ changeId }: { changeId: string }) {
  const atHand = useChangeAtHand()
  const { data, error, refetch, isFetching } = useQuery({
    ...mergedTextQuery(changeId),
    initialData: () => (atHand?.changeId === changeId ? atHand.merged : undefined),
  })
  if (!data) {
    return error ? (
      <ProblemNotice
        problem={problemOf(error)}
        onRetry={() => void refetch()}
        retrying={isFetching}
      />
    ) : null
  }
  const { merged, me } = data
  if (!merged) return null
  return (
    <Section
      title="Merged text"
      hint={
        <>
          put together by {merged.by}, <RelativeTime iso={merged.at} />
        </>
      }
    >
      <Grounds merged={merged} />
      {merged.kept ? (
        <Kept {...merged.kept} merged={merged} me={me} />
      ) : (
        <div className="space-y-2">
          <p className="text-sm text-ink-soft">
            The text is no longer kept here. What is still known is how much of it each author
            wrote:
          </p>
          <Shares merged={merged} me={me} />
        </div>
      )}
    </Section>
  )
}

/** What the sources contradicted in it, and why it was written all the same. */
function Grounds({ merged: { contradicted, reason } }: { merged: MergedTextView }) {
  if (!contradicted) return null
  return (
    <div className="mb-3 text-sm text-ink-soft">
      <p>
        The sources contradict {contradicted === 1 ? "one claim" : `${contradicted} claims`} in it.
        {reason && " It was written all the same:"}
      </p>
      {reason && (
        <p dir="auto" className="mt-1 whitespace-pre-wrap break-words">
          {reason}
        </p>
      )}
    </div>
  )
}

function Kept({
  text,
  authorship,
  merged,
  me,
}: {
  text: string
  authorship: Authors
  merged: MergedTextView
  me: string
}) {
  const field = useRef<HTMLTextAreaElement>(null)
  const [hovered, setHovered] = useState<string | null>(null)
  const [atCaret, setAtCaret] = useState<string | null>(null)
  const author = hovered ?? atCaret
  /** Goes to an author's next part behind the caret, and round again. */
  const goTo = (wanted: string) => {
    const own = authorship.filter((span) => span.author === wanted)
    const caret = field.current?.selectionStart ?? -1
    const isOn = field.current?.selectionEnd !== caret
    const next = own.find(({ start }) => (isOn ? start > caret : start >= caret)) ?? own[0]
    if (!next) return
    field.current?.focus()
    field.current?.setSelectionRange(next.start, next.end)
    setAtCaret(wanted)
  }
  return (
    <div className="space-y-3">
      <MarkedEditor
        label="Call notes, as they were given to write"
        value={text}
        readOnly
        maxLength={text.length}
        findings={[]}
        authors={authorship}
        activeId={null}
        field={field}
        onChange={() => {}}
        onCaret={(at) => setAtCaret(authorAt(authorship, at))}
        onHover={setHovered}
      />
      <div aria-live="polite">
        <AuthorLine author={author ? `Here: ${authorInWords(author, merged, me)}` : null} />
      </div>
      <Shares merged={merged} me={me} onGo={goTo} />
    </div>
  )
}
