"use client"

import { Combobox } from "@base-ui/react/combobox"
import { ChevronsUpDown } from "lucide-react"
import { cx } from "#components/ui/cx.ts"
import type { TableField } from "#lib/contacts/table/types.ts"
import { FillRate } from "./fill-rate.tsx"

const SHOWN = 60

/** One of the fields, found by typing a part of its name. */
export function FieldPicker({
  label,
  fields,
  all,
  value,
  whyNot,
  onPick,
  className,
}: {
  label: string
  fields: readonly TableField[]
  /** Contacts there are, for how full a field is. */
  all: number | null
  value: TableField | null
  /** Why a field cannot be chosen; such fields come last, with the reason. */
  whyNot: (field: TableField) => string | null
  onPick: (field: TableField) => void
  className?: string
}) {
  const [open, closed] = [
    fields.filter((field) => whyNot(field) === null),
    fields.filter((field) => whyNot(field) !== null),
  ]
  return (
    <Combobox.Root
      items={[...open, ...closed]}
      value={value}
      autoHighlight
      limit={SHOWN}
      itemToStringLabel={(field: TableField) => field.name}
      isItemEqualToValue={(a: TableField, b: TableField) => a.id === b.id}
      onInputValueChange={(_, details) => {
        // Escape in a closed list would empty it, and is meant for the panel around it.
        if (details.reason !== "escape-key" || value === null) return
        details.cancel()
        details.allowPropagation()
      }}
      onValueChange={(field: TableField | null, details) => {
        if (field) return onPick(field)
        details.cancel()
        details.allowPropagation()
      }}
    >
      <div className={cx("relative min-w-0", className)}>
        <Combobox.Input
          aria-label={label}
          placeholder="Choose a field"
          autoComplete="off"
          spellCheck={false}
          className="field-frame h-(--control) w-full min-w-0 truncate pr-8 pl-2.5 text-sm pointer-coarse:text-lg"
        />
        <Combobox.Trigger
          aria-label={`Show the choices of ${label}`}
          tabIndex={-1}
          className="absolute inset-y-0 right-0 flex w-8 items-center justify-center text-ink-muted"
        >
          <ChevronsUpDown aria-hidden className="size-3.5" />
        </Combobox.Trigger>
      </div>
      <Combobox.Portal>
        <Combobox.Positioner sideOffset={4} className="z-[60]">
          {/* A landmark, since it stands beside the page's others and not in the panel. */}
          <Combobox.Popup
            role="region"
            aria-label={`Choices of ${label}`}
            className="popup w-(--anchor-width) min-w-72 max-w-[calc(100vw-1.5rem)] p-1 outline-none"
          >
            <Combobox.Empty className="px-2 py-1.5 text-ink-muted text-sm empty:hidden">
              No field has this in its name.
            </Combobox.Empty>
            <Combobox.List className="max-h-72 overflow-y-auto overscroll-contain empty:hidden">
              {(field: TableField) => {
                const why = whyNot(field)
                return (
                  <Combobox.Item
                    key={field.id}
                    value={field}
                    disabled={why !== null}
                    className="flex min-h-(--control-small) items-center gap-3 rounded px-2 py-0.5 text-sm data-disabled:text-ink-muted data-highlighted:bg-sunken data-selected:font-medium"
                  >
                    <span className="min-w-0 flex-1 break-words">
                      {field.name}
                      {why !== null && <span className="block text-xs">{why}</span>}
                    </span>
                    <FillRate filled={field.filled} all={all} />
                  </Combobox.Item>
                )
              }}
            </Combobox.List>
          </Combobox.Popup>
        </Combobox.Positioner>
      </Combobox.Portal>
    </Combobox.Root>
  )
}
