import { TriangleAlert } from "lucide-react"
import { Badge } from "#components/ui/badge.tsx"
import type { ReviewView } from "#lib/reviews/types.ts"

/** The draft's critical values: they are our own, so they do not wait for GoHighLevel. */
export function CriticalBadges({ critical }: { critical: ReviewView["critical"] }) {
  if (critical.length === 0) return null
  return (
    <p className="mt-1 flex flex-wrap items-center gap-1.5">
      {critical.map(({ name, value, unit, side }) => (
        <Badge key={`${name}-${value}`} tone="bad" icon={<TriangleAlert aria-hidden />}>
          Critical: {name} {value} {unit}, {side}
        </Badge>
      ))}
    </p>
  )
}
