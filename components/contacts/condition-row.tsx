"use client"

import { X } from "lucide-react"
import { useEffect, useRef } from "react"
import { IconButton } from "#components/ui/icon-button.tsx"
import { Select } from "#components/ui/select.tsx"
import { whyNoFilter, whyNoOperator, whyNoValue } from "#lib/contacts/table/by-search.ts"
import { OPERATORS, type TableField } from "#lib/contacts/table/types.ts"
import { ConditionValue } from "./condition-value.tsx"
import { FieldPicker } from "./field-picker.tsx"
import { type DraftCondition, fieldOf, type Mode } from "./list-state.ts"

/** A new filter on a field, with the operator that is asked most of those that can be. */
export function conditionOn(field: TableField, key: string, mode: Mode): DraftCondition {
  const first = OPERATORS[field.kind].find(
    ({ op }) => mode === "whole" || whyNoOperator(field, op) === null,
  )
  const { id, name, kind, dataType } = field
  return { key, field: id, name, kind, dataType, op: first?.op ?? "", values: [] }
}

/** In memory every field can be asked anything. */
export const canAll = () => null

/** One filter: its field, what is asked of it, and with what. */
export function ConditionRow({
  condition,
  fields,
  all,
  mode,
  isNew,
  onChange,
  onRemove,
}: {
  condition: DraftCondition
  fields: readonly TableField[]
  all: number | null
  mode: Mode
  /** Whether it was just added: what it takes is filled in next. */
  isNew: boolean
  onChange: (condition: DraftCondition) => void
  onRemove: () => void
}) {
  const field = fields.find(({ id }) => id === condition.field)
  const operators = OPERATORS[condition.kind]
  const asked = fieldOf(condition)
  const bySearch = mode === "paged"
  const whyField = bySearch ? whyNoFilter(asked) : null
  const whyOperator = (op: string) =>
    bySearch && whyField === null ? whyNoOperator(asked, op) : null
  const problem =
    whyField ?? whyOperator(condition.op) ?? (bySearch ? whyNoValue(asked, condition) : null)
  const takes = (op: string) => operators.find((operator) => operator.op === op)?.takes
  const value = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (isNew) value.current?.querySelector<HTMLElement>("input, [role=checkbox]")?.focus()
  }, [isNew])
  return (
    <li className="space-y-2 border-line border-b px-3.5 py-3">
      <div className="flex items-center gap-2">
        <FieldPicker
          label="Field"
          fields={fields}
          all={all}
          value={field ?? null}
          whyNot={bySearch ? whyNoFilter : canAll}
          onPick={(picked) => {
            if (picked.id !== condition.field) onChange(conditionOn(picked, condition.key, mode))
          }}
          className="flex-1"
        />
        <IconButton
          label={`Remove filter on ${condition.name}`}
          icon={<X aria-hidden />}
          onClick={onRemove}
        />
      </div>
      <div className="grid grid-cols-1 gap-2 sm:grid-cols-[10.5rem_minmax(0,1fr)]">
        <Select
          label={`What is asked of ${condition.name}`}
          labelHidden
          items={operators.map(({ op, label }) => ({ value: op, label, why: whyOperator(op) }))}
          value={condition.op}
          onValueChange={(op) => {
            const same = takes(op) === takes(condition.op)
            onChange({ ...condition, op, values: same ? condition.values : [] })
          }}
        />
        <div ref={value} className="min-w-0">
          <ConditionValue
            condition={condition}
            field={field}
            onChange={(values) => onChange({ ...condition, values })}
          />
        </div>
      </div>
      {problem !== null && (
        <p role="status" className="text-warn-text text-xs">
          Not applied. {problem}
        </p>
      )}
    </li>
  )
}
