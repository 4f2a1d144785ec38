"use client"

import { Combobox } from "@base-ui/react/combobox"
import { useQuery } from "@tanstack/react-query"
import { Plus } from "lucide-react"
import { useState } from "react"
import { fetchJson } from "#components/shell/fetch-json.ts"
import { Chip } from "#components/ui/chip.tsx"

/** How many suggestions the list shows; typing narrows them. */
const SHOWN = 50

/** Tags as chips with a box to add more: known ones are suggested, new ones can be made. */
export function TagInput({
  tags,
  pending,
  disabled,
  onAdd,
  onRemove,
}: {
  tags: string[]
  /** Tags whose edit is on its way. */
  pending: ReadonlySet<string>
  disabled: boolean
  onAdd: (tag: string) => void
  onRemove: (tag: string) => void
}) {
  const [text, setText] = useState("")
  const { data: known = [] } = useQuery({
    queryKey: ["tags"],
    queryFn: async ({ signal }) =>
      (await fetchJson<{ tags: string[] }>("/api/tags", { signal, poll: true })).tags,
  })
  const typed = text.trim().toLowerCase()
  const matching = known.filter((tag) => !tags.includes(tag) && tag.includes(typed)).slice(0, SHOWN)
  const isNew = typed !== "" && !known.includes(typed) && !tags.includes(typed)
  const items = isNew ? [...matching, typed] : matching

  return (
    <div className="space-y-3">
      {tags.length === 0 ? (
        <p className="text-ink-muted text-sm">No tags.</p>
      ) : (
        <ul className="flex flex-wrap gap-1.5">
          {tags.map((tag) => (
            <li key={tag} className="min-w-0 max-w-full">
              <Chip
                tone={pending.has(tag) ? "info" : "neutral"}
                name={`tag ${tag}`}
                disabled={disabled || pending.has(tag)}
                onRemove={() => onRemove(tag)}
              >
                <bdi>{tag}</bdi>
              </Chip>
            </li>
          ))}
        </ul>
      )}
      {/* One value that is taken at once: no chip of the record can be cleared by Escape or Backspace. */}
      <Combobox.Root
        items={items}
        disabled={disabled}
        value={null}
        inputValue={text}
        filter={null}
        autoHighlight
        onInputValueChange={(next, { reason }) => {
          if (reason !== "item-press") setText(next)
        }}
        onValueChange={(tag: string | null) => {
          if (tag === null) return
          setText("")
          onAdd(tag)
        }}
      >
        <Combobox.Label className="sr-only">Add tag</Combobox.Label>
        <Combobox.Input
          placeholder="Add tag"
          maxLength={200}
          autoComplete="off"
          className="field-frame h-(--control) w-full min-w-0 px-2.5 text-base pointer-coarse:text-lg"
        />
        <Combobox.Portal>
          <Combobox.Positioner sideOffset={4} className="z-50">
            <Combobox.Popup className="popup w-(--anchor-width) p-1 outline-none">
              <Combobox.Empty className="px-2 py-1.5 text-ink-muted text-sm empty:hidden">
                {tags.includes(typed)
                  ? "The contact has this tag."
                  : "No more tags are known. Type a new one."}
              </Combobox.Empty>
              <Combobox.List className="max-h-64 overflow-y-auto empty:hidden">
                {(tag: string) => (
                  <Combobox.Item
                    key={tag}
                    value={tag}
                    className="flex min-h-(--control-small) items-center gap-2 rounded px-2 text-sm data-highlighted:bg-sunken"
                  >
                    {isNew && tag === typed ? (
                      <>
                        <Plus aria-hidden className="size-3.5 shrink-0 text-ink-muted" />
                        <span className="min-w-0 break-words">
                          Create “<bdi>{tag}</bdi>”
                        </span>
                      </>
                    ) : (
                      <bdi className="min-w-0 break-words">{tag}</bdi>
                    )}
                  </Combobox.Item>
                )}
              </Combobox.List>
            </Combobox.Popup>
          </Combobox.Positioner>
        </Combobox.Portal>
      </Combobox.Root>
    </div>
  )
}
