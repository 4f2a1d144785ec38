"use client"

import { useState } from "react"
import { Checkbox } from "#components/ui/checkbox.tsx"
import { TextField } from "#components/ui/text-field.tsx"
import { OPERATORS, type TableField } from "#lib/contacts/table/types.ts"
import type { DraftCondition } from "./list-state.ts"

/** What the operator of a filter takes: nothing, a text, one or two numbers or days, or some options. */
export function ConditionValue({
  condition,
  field,
  onChange,
}: {
  condition: DraftCondition
  field: TableField | undefined
  onChange: (values: string[]) => void
}) {
  const { kind, op, values, name } = condition
  const takes = OPERATORS[kind].find((operator) => operator.op === op)?.takes
  const at = (place: number) => values[place] ?? ""
  const second = takes === "two-numbers" || takes === "two-days"
  switch (takes) {
    case "text":
      return (
        <TextField
          label={`Text for ${name}`}
          labelHidden
          autoComplete="off"
          spellCheck={false}
          placeholder="Text"
          maxLength={200}
          value={at(0)}
          onChange={(event) => onChange([event.target.value])}
        />
      )
    case "number":
    case "two-numbers":
    case "day":
    case "two-days":
    case "days": {
      const input = takes.endsWith("day") || takes === "two-days" ? DAY : NUMBER
      const one = (place: number, label: string) => (
        <TextField
          {...input}
          label={`${label} for ${name}`}
          labelHidden
          className="min-w-0 flex-1"
          value={at(place)}
          onChange={(event) => {
            const { value } = event.target
            if (!second) onChange([value])
            else onChange(place === 0 ? [value, at(1)] : [at(0), value])
          }}
        />
      )
      return (
        <div className="flex items-center gap-2">
          {one(0, second ? "From" : takes === "days" ? "Number of days" : "Value")}
          {second && <span className="shrink-0 text-ink-muted text-xs">and</span>}
          {second && one(1, "To")}
          {takes === "days" && <span className="shrink-0 text-ink-muted text-sm">days</span>}
        </div>
      )
    }
    case "options":
      return <Options field={field} name={name} chosen={values} onChange={onChange} />
    default:
      return null
  }
}

const NUMBER = {
  type: "text",
  inputMode: "decimal",
  autoComplete: "off",
  placeholder: "0",
} as const
const DAY = { type: "date" } as const

function Options({
  field,
  name,
  chosen,
  onChange,
}: {
  field: TableField | undefined
  name: string
  chosen: string[]
  onChange: (values: string[]) => void
}) {
  // What was chosen stays in sight, also when the field has lost the option.
  const options = [...new Set([...(field?.options ?? []), ...chosen])]
  if (options.length === 0 && !field?.moreOptions) {
    return <p className="px-1 text-ink-muted text-xs">This field has no options.</p>
  }
  const list = options.length > 0 && (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot scroll.
    <div
      role="group"
      aria-label={`Options of ${name}`}
      className="max-h-44 overflow-y-auto overscroll-contain rounded-md border border-line p-1"
    >
      {options.map((option) => (
        <Checkbox
          key={option}
          label={<bdi className="break-words">{option}</bdi>}
          checked={chosen.includes(option)}
          onCheckedChange={(checked) =>
            onChange(checked ? [...chosen, option] : chosen.filter((one) => one !== option))
          }
        />
      ))}
    </div>
  )
  if (!field?.moreOptions) return list
  return (
    <div className="space-y-2">
      {list}
      <OtherOption name={name} onAdd={(option) => onChange([...new Set([...chosen, option])])} />
    </div>
  )
}

/** One that is not among the known ones, taken with Enter or on leaving. */
function OtherOption({ name, onAdd }: { name: string; onAdd: (option: string) => void }) {
  const [text, setText] = useState("")
  const add = () => {
    const option = text.trim().toLowerCase()
    if (option !== "") onAdd(option)
    setText("")
  }
  return (
    <TextField
      label={`Another one of ${name}`}
      labelHidden
      autoComplete="off"
      spellCheck={false}
      placeholder="Another one, then Enter"
      maxLength={75}
      value={text}
      onChange={(event) => setText(event.target.value)}
      onBlur={add}
      onKeyDown={(event) => {
        if (event.key === "Enter") add()
      }}
    />
  )
}
