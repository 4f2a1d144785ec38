"use client"

import { useQuery } from "@tanstack/react-query"
import { Columns3, Search } from "lucide-react"
import { useState } from "react"
import { problemOf } from "#components/shell/fetch-json.ts"
import { Button } from "#components/ui/button.tsx"
import { Checkbox } from "#components/ui/checkbox.tsx"
import { Popover } from "#components/ui/popover.tsx"
import { ProblemNotice } from "#components/ui/problem-notice.tsx"
import { Skeleton } from "#components/ui/skeleton.tsx"
import { TextField } from "#components/ui/text-field.tsx"
import type { FieldList } from "#lib/contacts/row-types.ts"
import { MAX_COLUMNS, type TableField } from "#lib/contacts/table/types.ts"
import { FieldsMissing } from "./fields-missing.tsx"
import { FillRate } from "./fill-rate.tsx"
import { FIRST_COLUMNS } from "./first-columns.ts"
import { setColumns } from "./list-state.ts"
import { fieldsQuery } from "./queries.ts"

/** Which fields stand beside the name, and how many contacts have a value in each. */
export function ColumnPanel({ columns }: { columns: string[] | null }) {
  const [open, setOpen] = useState(false)
  const { data, error, refetch, isFetching } = useQuery({ ...fieldsQuery, enabled: open })
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      title="Columns"
      description={hintOn(data)}
      trigger={<Button icon={<Columns3 aria-hidden />}>Columns</Button>}
    >
      {data ? (
        <Choices
          columns={columns ?? FIRST_COLUMNS.map(({ id }) => id)}
          list={data}
          isDefault={!columns}
        />
      ) : error ? (
        <div className="p-3">
          <ProblemNotice problem={problemOf(error)} onRetry={refetch} retrying={isFetching} />
        </div>
      ) : (
        <div className="space-y-2 p-3.5">
          <Skeleton className="h-(--control)" />
          <Skeleton className="h-40" />
        </div>
      )}
    </Popover>
  )
}

function hintOn(list: FieldList | undefined): string {
  const most = `Up to ${MAX_COLUMNS} beside the name.`
  if (list?.mode === "whole") return `${most} The bars show how many contacts have a value.`
  if (list && list.limit > 0) {
    return `${most} How many contacts have a value is counted for up to ${list.limit.toLocaleString("en-US")} contacts only.`
  }
  return most
}

function Choices({
  columns,
  list,
  isDefault,
}: {
  columns: string[]
  list: FieldList
  isDefault: boolean
}) {
  const [text, setText] = useState("")
  const wanted = text.trim().toLowerCase()
  const fields = list.fields.filter(
    ({ id, name }) => id !== "name" && name.toLowerCase().includes(wanted),
  )
  const groups = Map.groupBy(fields, ({ group }) => group)
  const full = columns.length >= MAX_COLUMNS
  const toggle = ({ id }: TableField, on: boolean) =>
    // New ones first: on a narrow window the last ones go.
    setColumns(on ? [id, ...columns] : columns.filter((one) => one !== id))
  return (
    <>
      <FieldsMissing problem={list.fieldsProblem} />
      <div className="border-line border-b px-3.5 py-2">
        <TextField
          label="Find a field"
          labelHidden
          type="search"
          placeholder="Find a field"
          autoComplete="off"
          spellCheck={false}
          icon={<Search aria-hidden />}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </div>
      <div className="h-[min(24rem,45dvh)] min-h-0 overflow-y-auto overscroll-contain px-1.5 py-1.5">
        {groups.size === 0 && (
          <p className="px-2 py-1.5 text-ink-muted text-sm">No field has this in its name.</p>
        )}
        {[...groups].map(([group, members]) => (
          // biome-ignore lint/a11y/useSemanticElements: a fieldset has a frame of its own.
          <div key={group} role="group" aria-label={group} className="pb-1.5">
            <p aria-hidden className="px-2 pt-1.5 pb-0.5 font-medium text-ink-muted text-xs">
              {group}
            </p>
            {members.map((field) => {
              const chosen = columns.includes(field.id)
              return (
                <Checkbox
                  key={field.id}
                  checked={chosen}
                  disabled={full && !chosen}
                  onCheckedChange={(on) => toggle(field, on)}
                  label={
                    <span className="flex items-center gap-3">
                      <span className="min-w-0 flex-1 break-words">{field.name}</span>
                      <FillRate filled={field.filled} all={list.all} />
                    </span>
                  }
                />
              )
            })}
          </div>
        ))}
      </div>
      <div className="flex items-center gap-2 border-line border-t px-3.5 py-2">
        <p role="status" className="mr-auto text-ink-muted text-xs tabular-nums">
          {full
            ? `${columns.length} columns: take one out to add another.`
            : `${columns.length} columns`}
        </p>
        <Button size="small" tone="quiet" disabled={isDefault} onClick={() => setColumns(null)}>
          Reset
        </Button>
      </div>
    </>
  )
}
