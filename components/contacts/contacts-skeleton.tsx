import { PageHeader } from "#components/shell/page-header.tsx"
import { Skeleton } from "#components/ui/skeleton.tsx"
import { SlowNotice } from "#components/ui/slow-notice.tsx"
import { TableSkeleton } from "./table-skeleton.tsx"

/** The contacts page while its first rows are on their way. */
export function ContactsSkeleton() {
  return (
    <div className="flex flex-col gap-4 px-4 py-5 md:px-6">
      <PageHeader
        title="Contacts"
        actions={<Skeleton className="h-(--control) w-80 max-sm:w-full" />}
      />
      <div className="relative rounded-xl border border-line bg-surface shadow-card">
        <SlowNotice>GoHighLevel is slow to answer. Please wait.</SlowNotice>
        <TableSkeleton />
      </div>
    </div>
  )
}
