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
    <p className="flex min-w-0 flex-wrap items-baseline gap-x-2">
      <Link
        href={`/contacts/${contactId}`}
        prefetch={false}
        className="min-w-0 truncate font-medium hover:underline"
      >
        <ContactName contactId={contactId} name={name} />
      </Link>
      <span className="text-xs text-ink-muted">
        {by}, <RelativeTime iso={at} />
      </span>
    </p>
  )
}
