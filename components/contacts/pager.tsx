"use client"

import { ChevronLeft, ChevronRight } from "lucide-react"
import { Button } from "#components/ui/button.tsx"
import { cx } from "#components/ui/cx.ts"
import { Select } from "#components/ui/select.tsx"
import { PAGE_SIZES, type PageSize } from "#lib/contacts/row-types.ts"
import { setPageSize } from "./list-state.ts"

const SIZES = PAGE_SIZES.map((size) => ({
  value: String(size) as `${PageSize}`,
  label: `${size} per page`,
}))

/** Which rows of how many, how many a page, and the way to the pages beside. */
export function Pager({
  alone,
  from,
  shown,
  total,
  all,
  pageSize,
  previous,
  next,
}: {
  /** Without a table above it. */
  alone: boolean
  /** Number of the first row, from 1. */
  from: number
  shown: number
  total: number | null
  /** How many there are beside those that match; null where that is the same or not known. */
  all: number | null
  pageSize: PageSize
  previous: (() => void) | null
  next: (() => void) | null
}) {
  const range = shown === 0 ? "" : `${from}–${from + shown - 1}`
  return (
    <nav
      aria-label="Pages"
      className={cx(
        "flex flex-wrap items-center gap-x-3 gap-y-2 rounded-b-xl bg-surface px-4 py-2 md:sticky md:bottom-0",
        alone ? "rounded-t-xl" : "border-line border-t",
      )}
    >
      <p role="status" className="mr-auto text-sm text-ink-soft tabular-nums">
        {total === null || range === "" ? range : `${range} of ${total.toLocaleString("en-US")}`}
        {all !== null && range !== "" && (
          <span className="text-ink-muted"> · {all.toLocaleString("en-US")} in all</span>
        )}
      </p>
      <Select
        label="Contacts per page"
        labelHidden
        items={SIZES}
        value={`${pageSize}`}
        onValueChange={(value) => setPageSize(Number(value) as PageSize)}
      />
      <div className="flex gap-2 max-sm:w-full max-sm:*:flex-1">
        <Button
          icon={<ChevronLeft aria-hidden />}
          disabled={previous === null}
          focusableWhenDisabled
          onClick={() => previous?.()}
        >
          Previous
        </Button>
        <Button disabled={next === null} focusableWhenDisabled onClick={() => next?.()}>
          Next
          <ChevronRight aria-hidden />
        </Button>
      </div>
    </nav>
  )
}
