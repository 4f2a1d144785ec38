"use client"

import { ArrowUpRight, Lock, PencilLine } from "lucide-react"
import Link from "next/link"
import { useLayoutEffect, useRef, useState } from "react"
import { Badge } from "#components/ui/badge.tsx"
import { Button } from "#components/ui/button.tsx"
import { cx } from "#components/ui/cx.ts"
import { PlainText } from "#components/ui/plain-text.tsx"
import { TickBox } from "#components/ui/tick-box.tsx"
import type { BacklogRow } from "#lib/reviews/watch/backlog-types.ts"
import { editInWords, isPickable } from "./backlog-words.ts"

/** A text of the backlog: to read, to pick, or to open as a review of its own. */
export function BacklogCard({
  row,
  picked,
  current,
  onPick,
}: {
  row: BacklogRow
  picked: boolean
  /** The one that the keys act on. */
  current: boolean
  onPick: (picked: boolean) => void
}) {
  const text = useRef<HTMLDivElement>(null)
  const [cut, setCut] = useState(false)
  const [open, setOpen] = useState(false)
  useLayoutEffect(() => {
    const box = text.current
    if (!box || open) return
    const measure = () => setCut(box.scrollHeight > box.clientHeight + 1)
    measure()
    // A narrower window may cut what a wide one shows whole.
    const width = new ResizeObserver(measure)
    width.observe(box)
    return () => width.disconnect()
  }, [open])
  const edit = row.edited && editInWords(row.edited)
  const name = row.clientName ?? `Contact ${row.contactId}`
  return (
    <li
      id={row.id}
      className={cx(
        "flex scroll-mt-32 gap-3 px-4 py-3.5 transition-colors",
        picked && "bg-accent-soft",
        current && "shadow-[inset_3px_0_0_var(--color-accent)]",
      )}
    >
      <TickBox
        aria-label={`Pick the text of ${name}`}
        checked={picked}
        disabled={!isPickable(row)}
        onCheckedChange={onPick}
        className="mt-0.5 pointer-coarse:mt-2.5 pointer-coarse:size-6"
      />
      <div className="min-w-0 flex-1">
        <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <bdi className="min-w-0 font-medium break-words">{name}</bdi>
          {row.heldBy && <Badge icon={<Lock aria-hidden />}>Under review by {row.heldBy}</Badge>}
          {edit && (
            <Badge tone="info" icon={<PencilLine aria-hidden />}>
              {edit.badge}
            </Badge>
          )}
          <Link
            href={`/reviews/${row.id}`}
            prefetch={false}
            className="ml-auto inline-flex items-center gap-1 text-sm font-medium text-accent-text hover:underline pointer-coarse:min-h-11"
          >
            Review
            <span className="sr-only">the text of {name}</span>
            <ArrowUpRight aria-hidden className="size-4" />
          </Link>
        </div>
        {edit && <p className="mt-1 max-w-prose text-sm text-ink-muted">{edit.more}</p>}
        <div className="relative">
          <div
            ref={text}
            className={cx(
              "mt-1 max-w-prose",
              !open && "max-h-[calc(11rem+var(--control-small))] overflow-hidden",
              cut && !open && FADE,
            )}
          >
            <PlainText text={row.text} empty="Only white space." />
          </div>
          {(cut || open) && (
            <Button
              size="small"
              tone="quiet"
              className={cx("-ml-2.5", !open && "absolute bottom-0 left-0")}
              aria-expanded={open}
              onClick={() => setOpen(!open)}
            >
              {open ? "Show less" : "Show all"}
            </Button>
          )}
        </div>
      </div>
    </li>
  )
}

/**
 * The last line's place in the box belongs to the button, which is there only once the text was measured:
 * below the box it would push the next texts down.
 */
const FADE = "[mask-image:linear-gradient(to_bottom,black_7.75rem,transparent_11rem)]"
