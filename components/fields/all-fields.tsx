"use client"

import { Search } from "lucide-react"
import { useDeferredValue, useMemo, useState } from "react"
import { Button } from "#components/ui/button.tsx"
import { EmptyState } from "#components/ui/empty-state.tsx"
import { Switch } from "#components/ui/switch.tsx"
import { TextField } from "#components/ui/text-field.tsx"
import type { FolderView } from "#lib/contacts/record-types.ts"
import { FieldFolder } from "./field-folder.tsx"
import { countFields, findFields } from "./find-fields.ts"

/**
 * All custom fields by folder. What is searched for stays in this component: it may be health data,
 * so it goes into no address, request or storage.
 */
export function AllFields({ folders }: { folders: FolderView[] }) {
  const [text, setText] = useState("")
  const [filledOnly, setFilledOnly] = useState(true)
  const wanted = useDeferredValue(text)
  const shown = useMemo(
    () => findFields(folders, { text: wanted, filledOnly }),
    [folders, wanted, filledOnly],
  )
  const count = countFields(shown)
  return (
    <div>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <TextField
          label="Search fields"
          labelHidden
          type="search"
          icon={<Search aria-hidden />}
          placeholder="Search names, keys and values"
          value={text}
          onValueChange={setText}
          autoComplete="off"
          maxLength={200}
          className="min-w-52 flex-1"
        />
        <Switch label="Filled only" checked={filledOnly} onCheckedChange={setFilledOnly} />
        <p role="status" className="text-ink-muted text-sm tabular-nums">
          {count === 1 ? "1 field" : `${count} fields`}
        </p>
      </div>
      {count === 0 && (
        <EmptyState
          title="No field matches"
          action={
            filledOnly && (
              <Button onClick={() => setFilledOnly(false)}>Look in empty fields too</Button>
            )
          }
        >
          {filledOnly ? "Only filled fields are shown." : "Try fewer or other words."}
        </EmptyState>
      )}
      <div className="mt-4 flex flex-col gap-6">
        {shown.map((folder) => (
          <FieldFolder key={folder.id} folder={folder} />
        ))}
      </div>
    </div>
  )
}
