import { FieldValue } from "#components/fields/field-value.tsx"
import { Section } from "#components/ui/section.tsx"
import type { FieldView } from "#lib/contacts/record-types.ts"
import type { Problem } from "#lib/problem.ts"

/**
 * The fields that the work turns on: short ones in a row, documents and texts below. A long text shows
 * its beginning only, since the call notes have a section of their own.
 */
export function KeyFields({
  fields,
  problem,
}: {
  fields: FieldView[]
  /** Why GHL did not give the fields' names, if so. */
  problem: Problem | null
}) {
  const short = fields.filter((field) => !isWide(field))
  const wide = fields.filter(isWide)
  return (
    <Section title="Key fields">
      {fields.length === 0 && (
        <p className="text-ink-muted text-sm">
          {problem?.title ?? "None of the key fields is known."} They are found by their keys in
          GoHighLevel.
        </p>
      )}
      <dl className="grid grid-cols-2 gap-x-6 gap-y-3 text-sm lg:grid-cols-4">
        {short.map((field) => (
          <KeyField key={field.id} field={field} />
        ))}
        {wide.map((field) => (
          <KeyField key={field.id} field={field} className="col-span-full" />
        ))}
      </dl>
    </Section>
  )
}

function KeyField({ field, className = "" }: { field: FieldView; className?: string }) {
  const { value } = field
  return (
    <div className={`min-w-0 ${className}`}>
      <dt
        dir="auto"
        className="text-ink-muted text-xs wrap-anywhere"
        title={field.key ?? undefined}
      >
        {field.name}
      </dt>
      <dd className="mt-0.5 min-w-0 font-medium">
        {value?.kind === "long-text" ? (
          <p dir="auto" className="line-clamp-2 font-normal wrap-anywhere">
            {value.text}
          </p>
        ) : (
          <FieldValue value={value} />
        )}
      </dd>
    </div>
  )
}

function isWide({ value }: FieldView): boolean {
  return value?.kind === "long-text" || value?.kind === "documents" || value?.kind === "list"
}
