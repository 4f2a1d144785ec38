"use client"

import { ArrowDown, ArrowUp, ChevronsUpDown } from "lucide-react"
import { cx } from "#components/ui/cx.ts"
import { Tooltip } from "#components/ui/tooltip.tsx"
import { whyNoSort } from "#lib/contacts/table/by-search.ts"
import type { Sort } from "#lib/contacts/table/types.ts"
import { type Mode, setSort } from "./list-state.ts"

/** Up, then down, then as at first. */
function nextSort(field: string, sort: Sort | null): Sort | null {
  if (sort?.field !== field) return { field, direction: "asc" }
  return sort.direction === "asc" ? { field, direction: "desc" } : null
}

/** The name over a column; pressing it orders the contacts by it. */
export function SortHead({
  id,
  label,
  sort,
  mode,
}: {
  id: string
  label: string
  sort: Sort | null
  mode: Mode
}) {
  const direction = sort?.field === id ? sort.direction : null
  const Icon = direction === "asc" ? ArrowUp : direction === "desc" ? ArrowDown : ChevronsUpDown
  const why = mode === "paged" ? whyNoSort(id) : null
  const closed = why !== null
  const button = (
    <button
      type="button"
      aria-disabled={closed || undefined}
      aria-label={closed ? `${label}. ${why}` : undefined}
      onClick={closed ? undefined : () => setSort(nextSort(id, sort))}
      className={cx(
        "group/sort relative -mx-1 inline-flex max-w-[calc(100%+0.5rem)] items-center rounded px-1 py-0.5 text-left",
        closed ? "cursor-default" : "hover:bg-sunken hover:text-ink",
        direction && "text-ink",
      )}
    >
      <span className="min-w-0 truncate" title={label}>
        {label}
      </span>
      {!closed && (
        <Icon
          aria-hidden
          // Beside the label, in the gap between columns: a head has no width to give away.
          className={cx(
            "absolute left-full -ml-1 size-3",
            direction
              ? "text-accent-text"
              : "opacity-0 group-hover/sort:opacity-100 group-focus-visible/sort:opacity-100",
          )}
        />
      )}
    </button>
  )
  return closed ? <Tooltip label={why}>{button}</Tooltip> : button
}
