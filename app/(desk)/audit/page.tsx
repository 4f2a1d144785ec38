import type { Metadata } from "next"
import Link from "next/link"
import { AuditFilterForm } from "#components/audit/audit-filter-form.tsx"
import { AuditTable } from "#components/audit/audit-table.tsx"
import { PageHeader } from "#components/shell/page-header.tsx"
import { buttonClass } from "#components/ui/button-class.ts"
import { filterOf, parseAuditQuery } from "#lib/audit/filter.ts"
import { auditPeople, listAuditEvents } from "#lib/audit/list.ts"
import { database } from "#lib/db/instance.ts"
import { env } from "#lib/env.ts"
import { requirePage } from "#lib/people/session.ts"

export const metadata: Metadata = { title: "Audit" }

/** The audit trail, for administrators. */
export default async function Page({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}) {
  await requirePage("audit.read", "/audit")
  const query = parseAuditQuery(await searchParams)
  const db = await database()
  const [{ rows, next }, people] = await Promise.all([
    listAuditEvents(db, filterOf(query, env().CLINIC_TIME_ZONE)),
    auditPeople(db),
  ])
  const address = (before: number | null) => {
    const parts = Object.entries({ ...query, before })
      .filter(([, value]) => value !== undefined && value !== null)
      .map(([key, value]) => [key, String(value)])
    return `/audit?${new URLSearchParams(parts)}`
  }
  return (
    <div className="mx-auto flex max-w-7xl flex-col gap-4 p-4 sm:p-6">
      <PageHeader
        title="Audit"
        hint="Who did what and when. Events hold ids, field names and fingerprints, never a client's texts."
      />
      <AuditFilterForm query={query} people={people} />
      <div className="rounded-xl border border-line bg-surface shadow-card">
        <AuditTable rows={rows} />
      </div>
      <nav aria-label="Pages" className="flex justify-end gap-2">
        {query.before && (
          <Link href={address(null)} className={buttonClass({})}>
            Newest
          </Link>
        )}
        {next && (
          <Link href={address(next)} className={buttonClass({})}>
            Older
          </Link>
        )}
      </nav>
    </div>
  )
}
