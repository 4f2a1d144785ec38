"use client"

import { useQuery } from "@tanstack/react-query"
import { CircleUserRound, Eye, LockKeyhole } from "lucide-react"
import Link from "next/link"
import { savedOtherwise, statusOf } from "#components/changes/status-words.ts"
import { StageMeter } from "#components/contacts/stage-meter.tsx"
import { Badge } from "#components/ui/badge.tsx"
import { useClock } from "#components/ui/clock.tsx"
import { cx } from "#components/ui/cx.ts"
import { DateText, RelativeTime } from "#components/ui/date-text.tsx"
import { Skeleton } from "#components/ui/skeleton.tsx"
import type { InboxClient, InboxRow as Row } from "#lib/reviews/inbox-types.ts"
import { CriticalList } from "./critical-list.tsx"
import { dueInWords } from "./due.ts"
import { clientQuery } from "./inbox-queries.ts"
import { RowMenu, type RowMenuProps } from "./row-menu.tsx"
import type { SteadyRow } from "./steady-rows.ts"

type InboxRowProps = Omit<RowMenuProps, "row"> & {
  row: SteadyRow<Row>
  selected: boolean
  onSelect: (id: string) => void
}

/** A draft in a queue: who, what is urgent, its stage, who has it, by when; and a menu. Opens its review. */
export function InboxRow({ row, selected, onSelect, ...menu }: InboxRowProps) {
  const { data: client } = useQuery(clientQuery(row.id))
  const writeBack =
    row.writeBack &&
    (row.noteAltered && row.writeBack.status === "done" && row.writeBack.undo?.status !== "done"
      ? savedOtherwise("note")
      : statusOf(row.writeBack))
  return (
    <li
      className={cx(
        "relative flex items-stretch -outline-offset-2 outline-accent transition-colors hover:bg-sunken has-[a:focus-visible]:outline-2",
        selected &&
          "bg-sunken before:absolute before:inset-y-0 before:left-0 before:w-0.75 before:bg-accent",
        row.left && "opacity-60",
      )}
    >
      {/* Opening a review is audited, so it is not fetched before it is asked for. */}
      <Link
        id={`draft-${row.id}`}
        href={`/reviews/${row.id}`}
        prefetch={false}
        onFocus={() => onSelect(row.id)}
        className="grid min-w-0 flex-1 scroll-mt-32 scroll-mb-24 grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-1 py-3 pr-1 pl-4 outline-none lg:grid-cols-[minmax(0,1fr)_11rem_10.5rem_8rem]"
      >
        <span className="min-w-0 max-lg:col-span-2">
          <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
            <Name row={row} client={client} />
            {row.left && <Badge>No longer in this queue</Badge>}
            {row.inGhl && row.status === "waiting" && (
              <Badge tone="warn" icon={<Eye aria-hidden />}>
                Already in GHL, unreviewed
              </Badge>
            )}
            {writeBack && <Badge tone={writeBack.tone}>{writeBack.label}</Badge>}
          </span>
          {row.critical.length > 0 && (
            <span className="mt-1 block">
              <CriticalList critical={row.critical} />
            </span>
          )}
          <History row={row} />
          <FirstApproval by={row.firstApproval} me={menu.me} />
          <Others others={row.otherDrafts} />
        </span>
        <span className="flex min-h-5.5 min-w-0 items-center text-sm text-ink-soft max-lg:row-start-2 max-lg:empty:hidden">
          <Standing client={client} />
        </span>
        <Hands row={row} me={menu.me} />
        <Due row={row} />
      </Link>
      <RowMenu row={row} {...menu} />
    </li>
  )
}

function Name({ row, client }: { row: Row; client: InboxClient | undefined }) {
  if (!client) {
    return (
      <>
        <Skeleton className="my-1 h-3.5 w-36" />
        <span className="sr-only">Name on its way</span>
      </>
    )
  }
  return (
    <bdi className="min-w-0 max-w-full truncate font-medium">
      {client.name ?? `Contact ${row.contactId}`}
    </bdi>
  )
}

/** What GHL tells of the client beside the name. It comes late: its place is kept, or the rows below would move. */
function Standing({ client }: { client: InboxClient | undefined }) {
  if (!client) return <Skeleton className="h-3.5 w-24" />
  if (client.state === "gone") return <Badge tone="bad">Contact is gone from GHL</Badge>
  if (client.wrongClient) return <Badge tone="bad">Another client’s draft</Badge>
  return client.stage && <StageMeter stage={client.stage} />
}

/** A run gives way to a newer run; a text found in GHL to another text, or it needs no decision any more. */
function supersededInWords({ inGhl, supersededBy }: Row): string {
  if (!inGhl) return "a newer run took its place"
  return supersededBy ? "another text took its place" : "gone from GHL or approved otherwise"
}

function History({ row }: { row: Row }) {
  const { status, decidedAt, decidedBy } = row
  return (
    <span className="mt-0.5 block text-sm text-ink-muted">
      {row.inGhl ? "Found" : "Received"} <RelativeTime iso={row.receivedAt} />
      {row.model && (
        <>
          , <span className="inline-block">by {row.model}</span>
        </>
      )}
      {decidedAt && status === "superseded" && (
        <>
          {" "}
          · {supersededInWords(row)} <RelativeTime iso={decidedAt} />
        </>
      )}
      {decidedAt && status !== "superseded" && status !== "waiting" && (
        <>
          {" "}
          · {status} by {decidedBy ?? "somebody"} <RelativeTime iso={decidedAt} />
        </>
      )}
      {row.reason && `: ${row.reason}`}
    </span>
  )
}

/** Whose approval came first, and that a second is needed. */
function FirstApproval({ by, me }: { by: Row["firstApproval"]; me: string }) {
  if (!by) return null
  return (
    <span className="mt-0.5 block text-sm text-info-text">
      {by.id === me
        ? "You gave the first approval; it waits for a second person."
        : `First approval by ${by.name}, needs a second.`}
    </span>
  )
}

/** That the client has other drafts, of which the last approval's summary stands in the call notes. */
function Others({ others }: { others: Row["otherDrafts"] }) {
  if (!others) return null
  const { waiting, newerApproved } = others
  return (
    <>
      {newerApproved && (
        <span className="mt-0.5 block text-sm text-warn-text">
          A newer draft of this client was approved on <DateText iso={newerApproved.at} />.
        </span>
      )}
      {waiting && (
        <span className="mt-0.5 block text-sm text-warn-text">
          Another draft of this client waits.
        </span>
      )}
    </>
  )
}

/** Who reviews it now, else whose work it is. */
function Hands({ row, me }: { row: Row; me: string }) {
  const nameOf = ({ id, name }: { id: string; name: string }) => (id === me ? "You" : name)
  const minutes = row.claim && Math.max(1, Math.ceil(row.claim.secondsLeft / 60))
  return (
    <span className="flex min-w-0 flex-col text-sm max-lg:row-start-3 max-lg:flex-row max-lg:flex-wrap max-lg:gap-x-3 max-lg:empty:hidden">
      {row.claim && (
        <span
          className={cx(
            "flex min-w-0 items-center gap-1.5 [&_svg]:size-3.5 [&_svg]:shrink-0",
            row.claim.id === me ? "text-accent-text" : "text-info-text",
          )}
        >
          <LockKeyhole aria-hidden />
          <span className="min-w-0 truncate font-medium">
            <span className="sr-only">Reviewed now by </span>
            {nameOf(row.claim)}
          </span>
          <span className="shrink-0 text-xs text-ink-muted tabular-nums">{minutes} min left</span>
        </span>
      )}
      {row.assignedTo && (
        <span className="flex min-w-0 items-center gap-1.5 text-ink-soft [&_svg]:size-3.5 [&_svg]:shrink-0">
          <CircleUserRound aria-hidden />
          <span className="min-w-0 truncate">
            <span className="sr-only">Assigned to </span>
            {nameOf(row.assignedTo)}
          </span>
        </span>
      )}
    </span>
  )
}

const DUE_CLASS = {
  late: "font-semibold text-bad-text",
  soon: "font-medium text-warn-text",
  fine: "text-ink-muted",
}

function Due({ row }: { row: Row }) {
  const { now } = useClock()
  if (!row.dueAt) return null
  const { text, state } = dueInWords({ ...row, dueAt: row.dueAt }, now)
  return (
    <span
      className={cx(
        "text-sm whitespace-nowrap tabular-nums max-lg:row-start-2 max-lg:col-start-2 lg:text-right",
        DUE_CLASS[state],
      )}
    >
      {text}
    </span>
  )
}
