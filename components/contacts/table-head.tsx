"use client"

import { cx } from "#components/ui/cx.ts"
import type { Sort } from "#lib/contacts/table/types.ts"
import { columnClass } from "./column-class.ts"
import { FIRST_HEADS } from "./first-columns.ts"
import type { Mode } from "./list-state.ts"
import { SortHead } from "./sort-head.tsx"

const CELL =
  "sticky top-0 z-10 h-9 border-line border-b bg-surface px-2 text-left text-xs font-medium text-ink-muted first:rounded-tl-xl first:pl-4 last:rounded-tr-xl last:pr-4"

/** The heads of the columns, with the way to order by each. */
export function TableHead({
  heads,
  chosen,
  sort,
  mode,
}: {
  heads: { id: string; label: string }[]
  /** Whether a person chose the columns. */
  chosen: boolean
  sort: Sort | null
  mode: Mode
}) {
  return (
    <thead className="max-md:sr-only">
      <tr>
        {heads.map(({ id, label }, place) => (
          <th
            key={id}
            scope="col"
            aria-sort={
              sort?.field === id
                ? sort.direction === "asc"
                  ? "ascending"
                  : "descending"
                : undefined
            }
            className={cx(CELL, columnClass(id, place, chosen))}
          >
            <SortHead id={id} label={label} sort={sort} mode={mode} />
          </th>
        ))}
      </tr>
    </thead>
  )
}

/** The heads while rows are on their way. */
export function PlainHead() {
  return (
    <thead className="max-md:sr-only">
      <tr>
        {FIRST_HEADS.map(({ id, label }, place) => (
          <th key={id} scope="col" className={cx(CELL, columnClass(id, place, false))}>
            {label}
          </th>
        ))}
      </tr>
    </thead>
  )
}
