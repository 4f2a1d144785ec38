import type { ReactNode } from "react"
import { cx } from "#components/ui/cx.ts"
import { Section } from "#components/ui/section.tsx"
import type { StatisticsRow } from "#lib/reviews/statistics-types.ts"
import { duration, OutcomeBar, ShareBar } from "./bars.tsx"

/** The project's aim for a decision, in seconds. */
const AIM_SECONDS = 90

type Column = {
  id: string
  label: string
  /** Numbers stand at the right in the table. */
  right?: boolean
  /** Takes the whole width of a card. */
  wide?: boolean
  cell: (row: StatisticsRow) => ReactNode
}

const COLUMNS: Column[] = [
  {
    id: "decisions",
    label: "Decisions",
    right: true,
    cell: (row) => (
      <>
        {row.decisions}
        {row.accepted > 0 && (
          <span className="block text-ink-muted text-xs whitespace-nowrap">
            + {row.accepted} accepted
          </span>
        )}
        {row.inBulk > 0 && (
          <span className="block text-ink-muted text-xs whitespace-nowrap">
            {row.inBulk} of these in bulk
          </span>
        )}
        {row.first > 0 && (
          <span className="block text-ink-muted text-xs whitespace-nowrap">
            {row.first} as first of two
          </span>
        )}
      </>
    ),
  },
  { id: "outcome", label: "Outcome", wide: true, cell: (row) => <OutcomeBar row={row} /> },
  {
    id: "median",
    label: "Median time",
    right: true,
    cell: (row) => (
      <span
        className={cx(
          "whitespace-nowrap",
          (row.medianSeconds ?? 0) > AIM_SECONDS && "font-medium text-warn-text",
        )}
      >
        {duration(row.medianSeconds)}
      </span>
    ),
  },
  {
    id: "p90",
    label: "Nine in ten within",
    right: true,
    cell: (row) => <span className="whitespace-nowrap">{duration(row.p90Seconds)}</span>,
  },
  {
    id: "unopened",
    label: "Approved before evidence",
    cell: (row) => <ShareBar share={row.unopened} tone="warn" />,
  },
  {
    id: "asked",
    label: "Asked again",
    cell: (row) => <ShareBar share={row.askedAgain} tone="warn" />,
  },
  { id: "overridden", label: "Over contradictions", right: true, cell: (row) => row.overridden },
  { id: "not-found", label: "Over not found", right: true, cell: (row) => row.overNotFound },
  { id: "edited", label: "Edited", cell: (row) => <ShareBar share={row.edited} /> },
  { id: "ai", label: "AI text kept", cell: (row) => <ShareBar share={row.aiShare} /> },
]

/** Statistics as a table; on a narrow screen each row is a card of its own. */
export function StatisticsTable({
  title,
  first,
  rows,
}: {
  title: string
  /** Heading of the first column. */
  first: string
  rows: StatisticsRow[]
}) {
  return (
    <Section title={title} count={rows.length} flush>
      <div className="overflow-x-auto max-lg:hidden">
        <table className="w-full text-sm">
          <thead>
            <tr className="border-line border-y bg-sunken text-ink-soft text-xs">
              <th scope="col" className="px-4 py-2 text-left font-medium">
                {first}
              </th>
              {COLUMNS.map(({ id, label, right }) => (
                <th
                  key={id}
                  scope="col"
                  className={cx("px-3 py-2 font-medium", right ? "text-right" : "text-left")}
                >
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="divide-y divide-line">
            {rows.map((row) => (
              <tr key={row.id}>
                <th scope="row" className="min-w-36 px-4 py-3 text-left font-medium break-words">
                  {row.label}
                </th>
                {COLUMNS.map(({ id, right, cell }) => (
                  <td key={id} className={cx("px-3 py-3", right && "text-right tabular-nums")}>
                    {cell(row)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <ul className="divide-y divide-line border-line border-t lg:hidden">
        {rows.map((row) => (
          <li key={row.id} className="px-4 py-3">
            <h3 className="font-medium break-words">{row.label}</h3>
            <dl className="mt-2 grid grid-cols-2 gap-x-4 gap-y-3 text-sm sm:grid-cols-3">
              {COLUMNS.map(({ id, label, wide, cell }) => (
                <div key={id} className={wide ? "order-first col-span-full" : ""}>
                  <dt className="text-ink-muted text-xs">{label}</dt>
                  <dd className="mt-0.5 tabular-nums">{cell(row)}</dd>
                </div>
              ))}
            </dl>
          </li>
        ))}
      </ul>
    </Section>
  )
}
