import { Skeleton } from "#components/ui/skeleton.tsx"
import { SlowNotice } from "#components/ui/slow-notice.tsx"

/** The record's outline while GHL is asked. */
export function RecordSkeleton() {
  return (
    <div aria-busy className="relative flex flex-col gap-4">
      <p role="status" className="sr-only">
        The record is being fetched from GoHighLevel.
      </p>
      <SlowNotice>GoHighLevel is slow to answer. Please wait.</SlowNotice>
      <div className="flex flex-col gap-4 rounded-xl border border-line bg-surface p-5">
        <Skeleton className="h-8 w-64 max-w-full" />
        <Skeleton className="h-5 w-40" />
        <div className="grid grid-cols-2 gap-4 md:grid-cols-5">
          {["email", "phone", "time", "birth", "owner"].map((fact) => (
            <Skeleton key={fact} className="h-9" />
          ))}
        </div>
      </div>
      <div className="grid gap-4 xl:grid-cols-[minmax(0,1fr)_25rem]">
        <Skeleton className="h-96 rounded-xl" />
        <Skeleton className="h-96 rounded-xl" />
      </div>
    </div>
  )
}
