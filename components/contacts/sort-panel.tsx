"use client"

import { useQuery } from "@tanstack/react-query"
import { ArrowDownUp } from "lucide-react"
import { useState } from "react"
import { problemOf } from "#components/shell/fetch-json.ts"
import { Button } from "#components/ui/button.tsx"
import { Popover } from "#components/ui/popover.tsx"
import { ProblemNotice } from "#components/ui/problem-notice.tsx"
import { Select } from "#components/ui/select.tsx"
import { Skeleton } from "#components/ui/skeleton.tsx"
import { whyNoSort } from "#lib/contacts/table/by-search.ts"
import type { FieldKind, Sort } from "#lib/contacts/table/types.ts"
import { canAll } from "./condition-row.tsx"
import { FieldPicker } from "./field-picker.tsx"
import { FieldsMissing } from "./fields-missing.tsx"
import { type Mode, setSort } from "./list-state.ts"
import { fieldsQuery } from "./queries.ts"
import { searchNote } from "./search-note.tsx"

/** What the two directions mean for values of a kind. */
const DIRECTIONS: Record<FieldKind, { asc: string; desc: string }> = {
  text: { asc: "A to Z", desc: "Z to A" },
  number: { asc: "Smallest first", desc: "Largest first" },
  day: { asc: "Earliest first", desc: "Latest first" },
  choice: { asc: "In the order of the options", desc: "Last option first" },
  choices: { asc: "In the order of the options", desc: "Last option first" },
  list: { asc: "A to Z", desc: "Z to A" },
  files: { asc: "By file name, A to Z", desc: "By file name, Z to A" },
  "yes-no": { asc: "No first", desc: "Yes first" },
}

/** The order of the contacts by any field, also those that are no column, and on a phone. */
export function SortPanel({ sort, mode }: { sort: Sort | null; mode: Mode }) {
  const [open, setOpen] = useState(false)
  const { data, error, refetch, isFetching } = useQuery({ ...fieldsQuery, enabled: open })
  const field = data?.fields.find(({ id }) => id === sort?.field) ?? null
  const problem = sort && mode === "paged" ? whyNoSort(sort.field) : null
  const words = DIRECTIONS[field?.kind ?? "text"]
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      title="Sort"
      description={
        mode === "whole"
          ? "Contacts without a value come last, either way."
          : `${searchNote("sorts", data)} Names go by the first one, then by the last.`
      }
      trigger={
        <Button icon={<ArrowDownUp aria-hidden />}>
          Sort
          {sort && problem === null && (
            <span className="size-1.5 rounded-full bg-accent">
              <span className="sr-only">set</span>
            </span>
          )}
        </Button>
      }
    >
      {data ? (
        <>
          <FieldsMissing problem={data.fieldsProblem} />
          <div className="space-y-2 px-3.5 py-3">
            <FieldPicker
              label="Field to sort by"
              fields={data.fields}
              all={data.all}
              value={field}
              whyNot={mode === "paged" ? ({ id }) => whyNoSort(id) : canAll}
              onPick={({ id }) => setSort({ field: id, direction: sort?.direction ?? "asc" })}
            />
            {problem !== null && (
              <p role="status" className="text-warn-text text-xs">
                Not applied. {problem}
              </p>
            )}
            <div className="flex items-center gap-2">
              <Select
                label="Direction"
                labelHidden
                className="flex-1"
                disabled={!sort}
                items={[
                  { value: "asc", label: words.asc },
                  { value: "desc", label: words.desc },
                ]}
                value={sort?.direction ?? "asc"}
                onValueChange={(direction) => sort && setSort({ ...sort, direction })}
              />
              <Button tone="quiet" disabled={!sort} onClick={() => setSort(null)}>
                Newest first
              </Button>
            </div>
          </div>
        </>
      ) : error ? (
        <div className="p-3">
          <ProblemNotice problem={problemOf(error)} onRetry={refetch} retrying={isFetching} />
        </div>
      ) : (
        <div className="p-3.5">
          <Skeleton className="h-(--control)" />
        </div>
      )}
    </Popover>
  )
}
