import { Button } from "#components/ui/button.tsx"
import { TextField } from "#components/ui/text-field.tsx"
import type { AuditQuery } from "#lib/audit/filter.ts"
import { AUDIT_GROUPS } from "#lib/audit/groups.ts"

/** The filter of the audit trail: a plain form, so that its address can be kept and shared. */
export function AuditFilterForm({
  query,
  people,
}: {
  query: AuditQuery
  people: { id: string; name: string }[]
}) {
  return (
    <form className="grid grid-cols-2 items-end gap-3 sm:grid-cols-3 lg:grid-cols-6">
      <Choice label="What" name="group" value={query.group}>
        {Object.entries(AUDIT_GROUPS).map(([group, label]) => (
          <option key={group} value={group}>
            {label}
          </option>
        ))}
      </Choice>
      <Choice label="Who" name="person" value={query.person}>
        {people.map((person) => (
          <option key={person.id} value={person.id}>
            {person.name}
          </option>
        ))}
      </Choice>
      <TextField
        label="Contact id"
        name="contact"
        defaultValue={query.contact ?? ""}
        autoComplete="off"
      />
      <TextField label="From" name="from" type="date" defaultValue={query.from ?? ""} />
      <TextField label="To" name="to" type="date" defaultValue={query.to ?? ""} />
      <Button type="submit" tone="primary">
        Filter
      </Button>
    </form>
  )
}

function Choice({
  label,
  name,
  value,
  children,
}: {
  label: string
  name: string
  value?: string
  children: React.ReactNode
}) {
  return (
    <label className="flex min-w-0 flex-col gap-1.5 text-sm font-medium">
      {label}
      <select
        name={name}
        defaultValue={value ?? ""}
        className="field-frame h-(--control) w-full min-w-0 px-2 text-base font-normal"
      >
        <option value="">All</option>
        {children}
      </select>
    </label>
  )
}
