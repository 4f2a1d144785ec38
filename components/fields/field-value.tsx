"use client"

import { ExternalLink } from "lucide-react"
import { DocumentList } from "#components/documents/document-list.tsx"
import { Chip } from "#components/ui/chip.tsx"
import { DayText } from "#components/ui/date-text.tsx"
import type { ListEntryView, ValueView } from "#lib/contacts/record-types.ts"
import { LongText } from "./long-text.tsx"

/** A field's value in the form its type asks for. Texts are drawn as text, whatever stands in them. */
export function FieldValue({ value }: { value: ValueView | null }) {
  switch (value?.kind) {
    case undefined:
      return <span className="text-ink-muted">Empty</span>
    case "text":
      return <bdi className="wrap-anywhere">{value.text}</bdi>
    case "long-text":
      return <LongText text={value.text} />
    case "number":
      return <span className="wrap-anywhere tabular-nums">{value.text}</span>
    case "date":
      return <DayText day={value.day} />
    case "link":
      return <ValueLink text={value.text} href={value.href} />
    case "choices":
      return <Choices choices={value.choices} />
    case "list":
      return <Entries entries={value.entries} />
    case "documents":
      return (
        <div className="flex flex-col gap-1">
          {value.signature && <p className="text-ink-muted text-xs">Signed document</p>}
          <DocumentList documents={value.documents} />
        </div>
      )
  }
}

function ValueLink({ text, href }: { text: string; href: string }) {
  const outside = href.startsWith("https:")
  return (
    <a
      href={href}
      {...(outside ? { target: "_blank", rel: "noopener noreferrer" } : {})}
      className="text-accent-text underline underline-offset-2 wrap-anywhere"
    >
      {text}
      {outside && (
        <>
          <ExternalLink aria-hidden className="ml-1 inline size-3.5" />
          <span className="sr-only"> (opens in a new tab)</span>
        </>
      )}
    </a>
  )
}

function Choices({ choices }: { choices: string[] }) {
  return (
    <ul className="flex flex-wrap gap-1.5">
      {choices.map((choice) => (
        <li key={choice} className="min-w-0 max-w-full" title={choice}>
          <Chip>
            <bdi>{choice}</bdi>
          </Chip>
        </li>
      ))}
    </ul>
  )
}

function Entries({ entries }: { entries: ListEntryView[] }) {
  return (
    <dl className="grid grid-cols-[minmax(5rem,auto)_1fr] gap-x-4 gap-y-1">
      {entries.map(({ id, label, value }) => (
        <div key={id} className="contents">
          <dt dir="auto" className="max-w-48 text-ink-muted wrap-anywhere">
            {label}
          </dt>
          <dd dir="auto" className="whitespace-pre-wrap wrap-anywhere">
            {value}
          </dd>
        </div>
      ))}
    </dl>
  )
}
