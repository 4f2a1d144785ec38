"use client"

import { useQuery } from "@tanstack/react-query"
import { CircleCheck, CircleHelp, CircleX, TriangleAlert } from "lucide-react"
import { fetchJson } from "#components/shell/fetch-json.ts"
import { cx } from "#components/ui/cx.ts"
import { DayText } from "#components/ui/date-text.tsx"
import type { ClientCheck } from "#lib/reviews/right-client.ts"
import type { DocumentCheck, ReviewContact, ReviewView } from "#lib/reviews/types.ts"
import { CriticalBadges } from "./critical-badges.tsx"

/** Keeps the place of who the client is: on a narrow screen that takes two lines more often than one. */
export const WHO_CLASS = "min-h-6 max-sm:min-h-11"

/** Keeps the place of four checks, of which one takes two lines on a narrow screen: they come by and by. */
export const CHECKS_CLASS =
  "grid min-h-24 min-w-0 shrink-0 content-start gap-x-6 gap-y-0.5 sm:min-h-9.5 sm:grid-cols-2"

const ICONS = {
  match: <CircleCheck aria-hidden className="mt-px size-4 shrink-0 text-good-text" />,
  mismatch: <CircleX aria-hidden className="mt-px size-4 shrink-0 text-bad-text" />,
  unknown: <CircleHelp aria-hidden className="mt-px size-4 shrink-0 text-ink-muted" />,
}

function documentChecks(check: DocumentCheck | undefined): ClientCheck[] {
  if (!check) return []
  const place = check.lookedIn
  if (!place) {
    return [
      {
        state: "unknown",
        message: "The document has no text in which to look for name and birth date.",
      },
    ]
  }
  const of = (what: string, state: DocumentCheck["name"]): ClientCheck =>
    state === "found"
      ? { state: "match", message: `${what} stands in the ${place}.` }
      : {
          state: "unknown",
          message:
            state === "unknown"
              ? `${what} is not known in GoHighLevel.`
              : `${what} was not found in the ${place}: look for yourself.`,
        }
  return [of("The client's name", check.name), of("The client's birth date", check.birthDate)]
}

/** A text found in GHL is no draft that names anybody. */
const IN_RECORD: ClientCheck = {
  state: "match",
  message: "The text stands in this client's own record.",
}

/** Whether the draft is about this client: who the contact is, and what was compared. */
export function RightClient({
  reviewId,
  contact,
  documentId,
  origin,
  critical,
}: {
  reviewId: string
  origin: ReviewView["origin"]
  contact: ReviewContact
  /** Beside text found in GHL: the client's document that it is held against. */
  documentId: string | null
  critical: ReviewView["critical"]
}) {
  const { data } = useQuery({
    queryKey: ["reviews", reviewId, "document-check", documentId],
    queryFn: ({ signal }) =>
      fetchJson<DocumentCheck>(`/api/reviews/${reviewId}/document-check`, {
        body: documentId ? { documentId } : {},
        signal,
      }),
    staleTime: Number.POSITIVE_INFINITY,
  })
  const { rightClient } = contact
  const named = origin === "watch" ? [IN_RECORD] : [rightClient.userId, rightClient.document]
  const checks = [...named, ...documentChecks(data)]
  return (
    <div
      className={cx(
        "flex flex-col gap-x-8 gap-y-2 rounded-xl border px-4 py-2.5 xl:flex-row xl:items-center",
        rightClient.blocked ? "border-bad-line bg-bad-soft" : "border-line bg-surface shadow-card",
      )}
    >
      <div className="min-w-0 xl:flex-1">
        <h2
          className={cx(
            "flex items-center gap-2 font-semibold",
            !rightClient.blocked && "text-xs font-medium text-ink-muted",
          )}
        >
          {rightClient.blocked && <TriangleAlert aria-hidden className="size-4 text-bad-text" />}
          {rightClient.blocked ? "This draft is about another client" : "Right client?"}
        </h2>
        {rightClient.blocked && (
          <p role="alert" className="mt-0.5 text-sm text-bad-text">
            It cannot be approved. Reject it with the reason, and tell whoever runs the pipeline.
          </p>
        )}
        <p className={WHO_CLASS}>
          <bdi className="font-semibold break-words">
            {contact.name ?? "No name in GoHighLevel"}
          </bdi>
          <span className="text-sm text-ink-muted">
            {contact.dateOfBirth ? (
              <>
                , born <DayText day={contact.dateOfBirth} />
                {contact.age !== null && ` (${contact.age})`}
              </>
            ) : (
              ", birth date not known"
            )}
            {contact.stage && `, ${contact.stage.toLowerCase()}`}
          </span>
        </p>
        <CriticalBadges critical={critical} />
      </div>
      <ul className={CHECKS_CLASS}>
        {checks.map((check) => (
          <li key={check.message} className="flex items-start gap-2 text-xs">
            {ICONS[check.state]}
            <span>{check.message}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}
