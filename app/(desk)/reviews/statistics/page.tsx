import { ArrowLeft, ChartColumn } from "lucide-react"
import type { Metadata } from "next"
import Link from "next/link"
import { z } from "zod"
import { PeriodNav } from "#components/reviews/statistics/period-nav.tsx"
import { StatisticsTable } from "#components/reviews/statistics/statistics-table.tsx"
import { PageHeader } from "#components/shell/page-header.tsx"
import { EmptyState } from "#components/ui/empty-state.tsx"
import { recordAudit } from "#lib/audit/record.ts"
import { database } from "#lib/db/instance.ts"
import { requirePage } from "#lib/people/session.ts"
import { reviewStatistics } from "#lib/reviews/statistics.ts"
import { PERIODS, type Period } from "#lib/reviews/statistics-types.ts"

export const metadata: Metadata = { title: "Review statistics" }

const query = z.object({
  days: z.coerce
    .number()
    .transform((days) => PERIODS.find((period) => period === days))
    .pipe(z.custom<Period>((days) => days !== undefined))
    .catch(PERIODS[0]),
})

/** How was reviewed, by reviewer and by model version, for administrators. */
export default async function Page({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}) {
  const person = await requirePage("reviews.statistics", "/reviews/statistics")
  const { days } = query.parse(await searchParams)
  const db = await database()
  const { byReviewer, byModel } = await reviewStatistics(db, days)
  await recordAudit(db, {
    actor: "person",
    personId: person.id,
    action: "reviews.statistics-read",
    detail: { days },
  })
  return (
    <div className="mx-auto flex max-w-7xl flex-col gap-4 p-4 sm:p-6">
      <Link
        href="/reviews"
        className="inline-flex items-center gap-1.5 self-start text-sm text-ink-muted hover:text-ink pointer-coarse:min-h-11"
      >
        <ArrowLeft aria-hidden className="size-4" />
        Reviews
      </Link>
      <PageHeader
        title="Review statistics"
        hint="Numbers about decisions, never about clients. The aim is a median under 90 seconds; longer ones are marked."
        actions={<PeriodNav current={days} />}
      />
      {byReviewer.length === 0 ? (
        <div className="rounded-xl border border-line bg-surface shadow-card">
          <EmptyState icon={<ChartColumn />} title="Nothing was decided in this period">
            Each decision on a draft is counted here as soon as it is made.
          </EmptyState>
        </div>
      ) : (
        <>
          <StatisticsTable title="By reviewer" first="Reviewer" rows={byReviewer} />
          <StatisticsTable title="By model version" first="Model" rows={byModel} />
        </>
      )}
    </div>
  )
}
