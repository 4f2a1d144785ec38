"use client"

import { Button } from "#components/ui/button.tsx"
import { Chip } from "#components/ui/chip.tsx"
import { whyNot } from "#lib/contacts/table/by-search.ts"
import { isComplete, OPERATORS } from "#lib/contacts/table/types.ts"
import { formatDay } from "#lib/day-text.ts"
import { type DraftCondition, fieldOf, type ListState, type Mode, setFilter } from "./list-state.ts"

/** The filters that are in force, in words, each with the way to take it off. */
export function ActiveFilters({ filter, mode }: { filter: ListState["filter"]; mode: Mode }) {
  const active = filter.conditions.filter((condition) => isComplete(condition.kind, condition))
  const why = (condition: DraftCondition) =>
    mode === "paged" ? whyNot(fieldOf(condition), condition) : null
  if (active.length === 0) return null
  const without = ({ key }: DraftCondition) =>
    setFilter({ ...filter, conditions: filter.conditions.filter((one) => one.key !== key) })
  return (
    <div className="flex flex-wrap items-center gap-1.5">
      <ul aria-label="Filters" className="contents">
        {active.map((condition, place) => (
          <li key={condition.key} className="flex min-w-0 max-w-full items-center gap-1.5">
            {place > 0 && (
              <span className="text-ink-muted text-xs">
                {filter.match === "all" ? "and" : "or"}
              </span>
            )}
            <Chip
              tone={why(condition) === null ? "info" : "warn"}
              name={`filter on ${condition.name}`}
              onRemove={() => without(condition)}
            >
              {why(condition) === null
                ? inWords(condition)
                : `Not applied: ${inWords(condition)}. ${why(condition)}`}
            </Chip>
          </li>
        ))}
      </ul>
      <Button size="small" tone="quiet" onClick={() => setFilter({ match: "all", conditions: [] })}>
        Clear filters
      </Button>
    </div>
  )
}

function inWords({ name, kind, op, values }: DraftCondition): string {
  const operator = OPERATORS[kind].find((known) => known.op === op)
  switch (operator?.takes) {
    case "nothing":
      return `${name} ${operator.label}`
    case "days":
      return `${name} ${operator.label.replace("…", values[0] ?? "")}`
    case "day":
    case "two-days":
      return `${name} ${operator.label} ${values.map(formatDay).join(" and ")}`
    case "two-numbers":
      return `${name} ${operator.label} ${values.join(" and ")}`
    case "text":
      return `${name} ${operator.label} “${values[0]}”`
    default:
      return `${name} ${operator?.label} ${values.join(", ")}`
  }
}
