"use client"

import Link from "next/link"
import { Badge } from "#components/ui/badge.tsx"
import { DayText } from "#components/ui/date-text.tsx"
import type { ContactRow } from "#lib/contacts/row-types.ts"
import type { FieldKind, TableField } from "#lib/contacts/table/types.ts"
import { StageMeter } from "./stage-meter.tsx"

/** The path of a contact's record. */
export const recordPath = (contactId: string) => `/contacts/${encodeURIComponent(contactId)}`

export function Nothing() {
  return <span className="text-ink-muted">–</span>
}

/** One line of text, cut where the column ends; the whole of it is in the title. */
export function Text({ value }: { value: string | null }) {
  if (value === null) return <Nothing />
  return (
    <bdi title={value} className="block truncate tabular-nums">
      {value}
    </bdi>
  )
}

export function Membership({ value }: { value: string | null }) {
  if (value === null) return <Nothing />
  const active = value.trim().toLowerCase() === "active"
  return (
    <Badge tone={active ? "good" : "neutral"}>
      <span className="max-w-28 truncate first-letter:uppercase">{value}</span>
    </Badge>
  )
}

/** The first tags that fit, and how many more there are; all of them in the title. */
export function Tags({ tags }: { tags: string[] }) {
  const [first, ...rest] = tags
  if (first === undefined) return <Nothing />
  return (
    <span title={tags.join(", ")} className="flex min-w-0 items-center gap-1">
      <bdi className="h-5.5 min-w-0 truncate rounded border border-line bg-sunken px-1.5 text-xs leading-5 text-ink-soft">
        {first}
      </bdi>
      {rest.length > 0 && (
        <span className="shrink-0 text-xs text-ink-muted tabular-nums">
          <span aria-hidden>+{rest.length}</span>
          <span className="sr-only">and {rest.join(", ")}</span>
        </span>
      )}
    </span>
  )
}

/** A value of a column that a person chose. */
export function FieldCell({ value, kind }: { value: string | null; kind: FieldKind }) {
  if (value === null) return <Nothing />
  return kind === "day" ? <DayText day={value} /> : <Text value={value} />
}

/**
 * The link to the record, and where a search found its text; on narrow screens also what the hidden
 * columns would say. `extras`: fields that a person chose as columns.
 */
export function NameCell({ contact, extras }: { contact: ContactRow; extras: TableField[] }) {
  const { name, email, phone, stage, membership, foundIn, cells } = contact
  return (
    <div className="min-w-0 py-2.5 md:py-1.5">
      <div className="flex min-w-0 items-center justify-between gap-3">
        <Link
          href={recordPath(contact.id)}
          prefetch={false}
          title={name || undefined}
          className="block min-w-0 truncate font-medium text-ink hover:underline"
        >
          {name ? <bdi>{name}</bdi> : <span className="text-ink-muted">No name</span>}
        </Link>
        <span className="shrink-0 md:hidden">
          {membership !== null && <Membership value={membership} />}
        </span>
      </div>
      <p className="truncate text-xs text-ink-muted lg:hidden">
        {[email, phone].filter(Boolean).join(" · ") || "No email or phone"}
      </p>
      {stage && (
        <p className="mt-1 text-xs text-ink-soft md:hidden">
          <StageMeter stage={stage} />
        </p>
      )}
      {extras.map(({ id, name: label, kind }) => (
        <p key={id} className="flex min-w-0 gap-1.5 text-xs md:hidden">
          <span className="max-w-[45%] shrink-0 truncate text-ink-muted">{label}</span>
          <span className="min-w-0 flex-1 truncate text-ink-soft">
            <FieldCell value={cells[id] ?? null} kind={kind} />
          </span>
        </p>
      ))}
      {foundIn.length > 0 && (
        <p className="truncate text-accent-text text-xs">Found in {foundIn.join(" and ")}</p>
      )}
    </div>
  )
}
