"use client"

import type { ReactNode } from "react"
import { ContactName } from "#components/contacts/contact-name.tsx"
import { useContactNames } from "#components/contacts/use-contact-names.ts"
import { PageHeader } from "#components/shell/page-header.tsx"
import { DateText } from "#components/ui/date-text.tsx"
import type { ChangeView } from "#lib/changes/types.ts"
import { KIND_WORDS } from "./status-words.ts"

/** What a change is about, whose record it is, and who asked for it. */
export function ChangeHeading({ change, actions }: { change: ChangeView; actions: ReactNode }) {
  const name = useContactNames([change.contactId])(change.contactId)
  return (
    <PageHeader
      title={KIND_WORDS[change.kind]}
      hint={
        <>
          {/* On a narrow screen on a line of its own: how long it is may not tell how many lines there are. */}
          <span className="font-medium text-ink-soft max-lg:block">
            <ContactName contactId={change.contactId} name={name} />
          </span>
          <span className="max-lg:hidden">, </span>
          asked for by {change.personName}, <DateText iso={change.createdAt} withTime />
        </>
      }
      actions={actions}
    />
  )
}
