import { Badge } from "#components/ui/badge.tsx"
import type { BiomarkerView } from "#lib/reviews/biomarkers.ts"

/** The markers as the pipeline read them from the report: what the draft's numbers are held against. */
export function BiomarkerTable({ biomarkers }: { biomarkers: BiomarkerView[] }) {
  if (biomarkers.length === 0) {
    return (
      <p className="text-sm text-ink-muted">The pipeline sent no biomarkers with this draft.</p>
    )
  }
  return (
    <table className="w-full text-sm">
      <caption className="sr-only">Biomarkers of the lab report</caption>
      <thead>
        <tr className="border-line border-b text-left text-xs text-ink-muted">
          <th scope="col" className="py-1.5 pr-3 font-medium">
            Marker
          </th>
          <th scope="col" className="py-1.5 pr-3 text-right font-medium">
            Value
          </th>
          <th scope="col" className="py-1.5 pr-3 font-medium max-sm:hidden">
            Range
          </th>
          <th scope="col" className="py-1.5 font-medium">
            <span className="sr-only">Against the range</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {biomarkers.map((marker) => (
          <tr key={marker.id} className="border-line border-b last:border-0">
            <th scope="row" dir="auto" className="py-1.5 pr-3 text-left font-normal break-words">
              {marker.name}
            </th>
            <td className="py-1.5 pr-3 text-right font-medium whitespace-nowrap tabular-nums">
              {marker.value} <span className="font-normal text-ink-muted">{marker.unit}</span>
            </td>
            <td className="py-1.5 pr-3 whitespace-nowrap text-ink-muted tabular-nums max-sm:hidden">
              {marker.range}
            </td>
            <td className="py-1.5 text-right">
              {marker.side === "in range" ? (
                <span className="text-xs whitespace-nowrap text-ink-muted">in range</span>
              ) : (
                marker.side && <Badge tone="warn">{marker.side}</Badge>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
