import type { ReactNode } from "react"
import { SectionBoundary } from "./section-boundary.tsx"
import type { RECORD_SECTIONS } from "./section-nav.tsx"

/** A place that the section navigation leads to; what breaks inside stays inside. */
export function RecordSection({
  id,
  title,
  children,
}: {
  id: (typeof RECORD_SECTIONS)[number]["id"]
  /** What is said to be broken, should it break. */
  title: string
  children: ReactNode
}) {
  return (
    <div id={id} className="min-w-0 scroll-mt-32 md:scroll-mt-16">
      <SectionBoundary title={title}>{children}</SectionBoundary>
    </div>
  )
}
