import type { FieldView, FolderView } from "#lib/contacts/record-types.ts"
import { FieldValue } from "./field-value.tsx"

/** One folder of fields: what it is about, how much of it is filled, and its fields in two columns. */
export function FieldFolder({ folder }: { folder: FolderView }) {
  const headingId = `folder-${folder.id}`
  return (
    <section aria-labelledby={headingId} className="min-w-0">
      <header className="flex items-baseline gap-x-2.5 border-line border-b pb-1.5 text-sm">
        <h3 id={headingId} className="shrink-0 font-semibold">
          {folder.title}
        </h3>
        <p dir="auto" className="min-w-0 flex-1 truncate text-ink-muted" title={folder.hint}>
          {folder.hint}
        </p>
        <p className="shrink-0 text-ink-muted text-xs tabular-nums">{folder.filled} filled</p>
      </header>
      <dl className="grid grid-cols-1 gap-x-8 gap-y-3 pt-2.5 sm:grid-cols-2">
        {folder.fields.map((field) => (
          <FieldRow key={field.id} field={field} />
        ))}
      </dl>
    </section>
  )
}

const WIDE: ReadonlySet<string> = new Set(["long-text", "list", "documents"])

function FieldRow({ field }: { field: FieldView }) {
  const wide = field.value !== null && WIDE.has(field.value.kind)
  return (
    <div className={`min-w-0 text-sm ${wide ? "sm:col-span-2" : ""}`}>
      <dt
        dir="auto"
        className="line-clamp-2 text-ink-muted text-xs wrap-anywhere"
        title={[field.name, field.key, field.type].filter(Boolean).join("\n")}
      >
        {field.name}
      </dt>
      <dd className="mt-0.5 min-w-0">
        <FieldValue value={field.value} />
      </dd>
    </div>
  )
}
