"use client"

import { useQuery } from "@tanstack/react-query"
import { ListFilter, Plus } from "lucide-react"
import { useState } from "react"
import { problemOf } from "#components/shell/fetch-json.ts"
import { Button } from "#components/ui/button.tsx"
import { Popover } from "#components/ui/popover.tsx"
import { ProblemNotice } from "#components/ui/problem-notice.tsx"
import { Select } from "#components/ui/select.tsx"
import { Skeleton } from "#components/ui/skeleton.tsx"
import type { FieldList } from "#lib/contacts/row-types.ts"
import { whyNoFilter } from "#lib/contacts/table/by-search.ts"
import { MAX_CONDITIONS } from "#lib/contacts/table/types.ts"
import { ConditionRow, canAll, conditionOn } from "./condition-row.tsx"
import { FieldPicker } from "./field-picker.tsx"
import { FieldsMissing } from "./fields-missing.tsx"
import { type ListState, type Mode, setFilter } from "./list-state.ts"
import { fieldsQuery } from "./queries.ts"
import { searchNote } from "./search-note.tsx"
import { isInForce } from "./use-asked-filter.ts"

const MATCH = [
  { value: "all", label: "all of these" },
  { value: "any", label: "any of these" },
] as const

/** Filters on any field, put together behind a button; each takes effect once it is complete. */
export function FilterPanel({
  filter,
  mode,
  matching,
}: {
  filter: ListState["filter"]
  mode: Mode
  /** How many contacts match now, in words. */
  matching: string
}) {
  const [open, setOpen] = useState(false)
  const { data, error, refetch, isFetching } = useQuery({ ...fieldsQuery, enabled: open })
  const count = filter.conditions.filter((one) => isInForce(one, mode)).length
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      className="w-[28rem] max-w-full"
      title="Filter"
      description={
        mode === "whole" ? (
          matching
        ) : (
          <>
            {searchNote("filters", data)} Capitals in names do not matter to it; accents do.
            {matching && <span className="block text-ink-soft">{matching}</span>}
          </>
        )
      }
      trigger={
        <Button icon={<ListFilter aria-hidden />}>
          Filter
          {count > 0 && (
            <span className="rounded-full bg-accent-soft px-1.5 text-accent-text text-xs tabular-nums">
              {count}
              <span className="sr-only"> set</span>
            </span>
          )}
        </Button>
      }
    >
      {data ? (
        <Conditions filter={filter} list={data} mode={mode} />
      ) : error ? (
        <div className="p-3">
          <ProblemNotice problem={problemOf(error)} onRetry={refetch} retrying={isFetching} />
        </div>
      ) : (
        <div className="space-y-2 p-3.5">
          <Skeleton className="h-(--control)" />
          <Skeleton className="h-(--control) w-2/3" />
        </div>
      )}
    </Popover>
  )
}

function Conditions({
  filter,
  list,
  mode,
}: {
  filter: ListState["filter"]
  list: FieldList
  mode: Mode
}) {
  const { match, conditions } = filter
  const [made, setMade] = useState<string | null>(null)
  const [adding, setAdding] = useState(conditions.length === 0)
  const { fields, all } = list
  return (
    <>
      <FieldsMissing problem={list.fieldsProblem} />
      <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain">
        {conditions.length > 1 && (
          <div className="flex items-center gap-2 border-line border-b px-3.5 py-2 text-ink-soft text-sm">
            Show contacts that match
            <Select
              label="How filters are joined"
              labelHidden
              items={MATCH}
              value={match}
              onValueChange={(next) => setFilter({ ...filter, match: next })}
            />
          </div>
        )}
        <ul>
          {conditions.map((condition, place) => (
            <ConditionRow
              key={condition.key}
              condition={condition}
              fields={fields}
              all={all}
              mode={mode}
              isNew={condition.key === made}
              onChange={(next) =>
                setFilter({ ...filter, conditions: conditions.with(place, next) })
              }
              onRemove={() => {
                const left = conditions.filter((one) => one.key !== condition.key)
                setFilter({ ...filter, conditions: left })
                if (left.length === 0) setAdding(true)
              }}
            />
          ))}
        </ul>
        {adding && (
          <div className="px-3.5 py-3">
            <FieldPicker
              key={conditions.length}
              label="Field to filter by"
              fields={fields}
              all={all}
              value={null}
              whyNot={mode === "paged" ? whyNoFilter : canAll}
              onPick={(field) => {
                const condition = conditionOn(field, crypto.randomUUID(), mode)
                setMade(condition.key)
                setFilter({ ...filter, conditions: [...conditions, condition] })
                setAdding(false)
              }}
            />
          </div>
        )}
      </div>
      <div className="flex flex-wrap items-center gap-2 border-line border-t px-3.5 py-2">
        <Button
          size="small"
          tone="quiet"
          icon={<Plus aria-hidden />}
          disabled={adding || conditions.length >= MAX_CONDITIONS}
          onClick={() => setAdding(true)}
        >
          Add filter
        </Button>
        <Button
          size="small"
          tone="quiet"
          className="ml-auto"
          disabled={conditions.length === 0}
          onClick={() => {
            setFilter({ match: "all", conditions: [] })
            setAdding(true)
          }}
        >
          Remove all
        </Button>
      </div>
    </>
  )
}
