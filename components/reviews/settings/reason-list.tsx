"use client"

import { Archive, ArchiveRestore, ArrowDown, ArrowUp, Plus } from "lucide-react"
import { Button } from "#components/ui/button.tsx"
import { IconButton } from "#components/ui/icon-button.tsx"
import { TextField } from "#components/ui/text-field.tsx"

/** A reason while it is edited. `key` tells rows apart that have no id yet. */
export type ReasonRow = { key: string; id: string | null; label: string; retired: boolean }

/** What is wrong with a reason in use, in words; null when nothing is. */
export function flawOf(row: ReasonRow, rows: readonly ReasonRow[]): string | null {
  const label = row.label.trim()
  if (row.retired) return null
  if (label.length < 3) return "Write a few words."
  const same = (other: ReasonRow) =>
    other !== row && !other.retired && other.label.trim().toLowerCase() === label.toLowerCase()
  return rows.some(same) ? "Another reason has these words." : null
}

/** The reasons a reviewer may reject with: their words, their order, and which are out of use. */
export function ReasonList({
  rows,
  onChange,
}: {
  rows: ReasonRow[]
  onChange: (rows: ReasonRow[]) => void
}) {
  const used = rows.filter(({ retired }) => !retired)
  const retired = rows.filter((row) => row.retired)
  const patch = (key: string, part: Partial<ReasonRow>) =>
    onChange(rows.map((row) => (row.key === key ? { ...row, ...part } : row)))
  const move = (index: number, by: 1 | -1) => {
    const next = [...used]
    const [row] = next.splice(index, 1)
    if (row) next.splice(index + by, 0, row)
    onChange([...next, ...retired])
  }
  return (
    <div className="space-y-4">
      <ol className="space-y-2 max-sm:divide-y max-sm:divide-line">
        {used.map((row, index) => (
          <li
            key={row.key}
            className="flex flex-wrap items-start justify-end gap-x-1 max-sm:pb-1 sm:flex-nowrap"
          >
            <TextField
              label={`Reason ${index + 1}`}
              labelHidden
              className="flex-1 max-sm:basis-full"
              maxLength={80}
              value={row.label}
              error={flawOf(row, rows)}
              onChange={(event) => patch(row.key, { label: event.currentTarget.value })}
            />
            <IconButton
              label={`Move reason ${index + 1} up`}
              icon={<ArrowUp aria-hidden />}
              disabled={index === 0}
              onClick={() => move(index, -1)}
            />
            <IconButton
              label={`Move reason ${index + 1} down`}
              icon={<ArrowDown aria-hidden />}
              disabled={index === used.length - 1}
              onClick={() => move(index, 1)}
            />
            <IconButton
              label={`Take reason ${index + 1} out of use`}
              icon={<Archive aria-hidden />}
              disabled={used.length === 1}
              onClick={() =>
                onChange(
                  row.id === null
                    ? rows.filter(({ key }) => key !== row.key)
                    : [...rows.filter((one) => one !== row), { ...row, retired: true }],
                )
              }
            />
          </li>
        ))}
      </ol>
      <Button
        icon={<Plus aria-hidden />}
        disabled={rows.length >= 50}
        onClick={() =>
          onChange([
            ...used,
            { key: crypto.randomUUID(), id: null, label: "", retired: false },
            ...retired,
          ])
        }
      >
        Add a reason
      </Button>
      {retired.length > 0 && (
        <details className="text-sm">
          <summary className="text-ink-muted pointer-coarse:py-3">
            Out of use ({retired.length}): kept for the decisions that name them
          </summary>
          <ul className="mt-2 divide-y divide-line rounded-lg border border-line">
            {retired.map((row) => (
              <li key={row.key} className="flex items-center gap-2 py-1 pr-1 pl-3">
                <span className="min-w-0 flex-1 break-words text-ink-soft">{row.label}</span>
                <IconButton
                  label={`Use “${row.label}” again`}
                  icon={<ArchiveRestore aria-hidden />}
                  onClick={() => patch(row.key, { retired: false })}
                />
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  )
}
