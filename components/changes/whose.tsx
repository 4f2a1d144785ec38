"use client"

import Link from "next/link"
import { ContactName } from "#components/contacts/contact-name.tsx"
import { RelativeTime } from "#components/ui/date-text.tsx"

/** Whose record a change is about, who asked for it and when. */
export function Whose({
  contactId,
  name,
  by,
  at,
}: {
  contactId: string
  /** As `useContactNames` tells it. */
  name: string | null | undefined
  by: string
  at: string
}) {
  return (
    // Where it is narrow the name has a line of its own from the start: a long one would take it when it comes.
    <p className="@container flex min-w-0 flex-wrap items-baseline gap-x-2">
      <Link
        href={`/contacts/${contactId}`}
        prefetch={false}
        className="min-w-0 basis-full truncate font-medium hover:underline @md:basis-auto"
      >
        <ContactName contactId={contactId} name={name} />
      </Link>
      <span className="text-xs text-ink-muted">
        {by}, <RelativeTime iso={at} />
      </span>
    </p>
  )
}
