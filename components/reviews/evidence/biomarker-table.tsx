"use client"

import {
  ArrowDownRight,
  ArrowRight,
  ArrowUpRight,
  ChevronsDown,
  ChevronsUp,
  TriangleAlert,
} from "lucide-react"
import { useEffect, useRef } from "react"
import { Badge } from "#components/ui/badge.tsx"
import { cx } from "#components/ui/cx.ts"
import { DayText } from "#components/ui/date-text.tsx"
import type { BiomarkerView } from "#lib/reviews/biomarkers.ts"
import { RangeBar } from "./range-bar.tsx"

/** The markers as the pipeline read them: value, place in the range, earlier values. `lit` is the row shown to the person. */
export function BiomarkerTable({
  biomarkers,
  lit,
}: {
  biomarkers: BiomarkerView[]
  lit: { index: number; turn: number } | null
}) {
  const table = useRef<HTMLTableElement>(null)
  useEffect(() => {
    if (!lit) return
    table.current
      ?.querySelector(`[data-marker="${lit.index}"]`)
      ?.scrollIntoView({ block: "nearest" })
  }, [lit])
  if (biomarkers.length === 0) {
    return (
      <p className="text-sm text-ink-muted">The pipeline sent no biomarkers with this draft.</p>
    )
  }
  return (
    <table ref={table} className="w-full table-fixed text-sm">
      <caption className="sr-only">Biomarkers of the lab report</caption>
      <thead>
        <tr className="border-line border-b text-left text-xs text-ink-muted">
          <th scope="col" className="w-[33%] pb-1.5 pr-3 pl-1 font-medium">
            Marker
          </th>
          <th scope="col" className="w-[33%] pb-1.5 pr-1.5 font-medium">
            Value
          </th>
          <th scope="col" className="pb-1.5 font-medium">
            Range
          </th>
        </tr>
      </thead>
      <tbody>
        {biomarkers.map((marker, index) => (
          <tr
            key={marker.id}
            data-marker={index}
            data-lit={lit?.index === index || undefined}
            className={cx(
              "scroll-my-10 border-line border-b align-top last:border-0",
              lit?.index === index && "bg-accent-soft outline-2 -outline-offset-2 outline-accent",
            )}
          >
            <th scope="row" className="py-2 pr-3 pl-1 text-left font-normal break-words">
              <bdi>{marker.name}</bdi>
              {marker.critical && (
                <span className="mt-0.5 block">
                  <Badge tone="bad" icon={<TriangleAlert aria-hidden />}>
                    Critical
                  </Badge>
                </span>
              )}
            </th>
            <td className="py-2 pr-1.5">
              <span className="font-medium tabular-nums">{marker.value}</span>{" "}
              <span className="text-xs break-words text-ink-muted">{marker.unit}</span>
              <Earlier marker={marker} />
            </td>
            <td className="py-2 pr-1">
              <span className="block pt-1.5 pb-1">
                <RangeBar marker={marker} />
              </span>
              <span className="flex flex-wrap items-center justify-between gap-x-2 text-xs">
                <Side marker={marker} />
                <span className="text-ink-muted tabular-nums">{marker.range}</span>
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Side({ marker }: { marker: BiomarkerView }) {
  if (marker.side === null) return <span />
  if (marker.side === "in range") return <span className="text-ink-muted">in range</span>
  const Icon = marker.side === "high" ? ChevronsUp : ChevronsDown
  return (
    <span className="inline-flex items-center gap-0.5 font-medium text-bad-text">
      <Icon aria-hidden className="size-3.5" />
      {marker.side}
    </span>
  )
}

const TREND_ICONS = { rose: ArrowUpRight, fell: ArrowDownRight, unchanged: ArrowRight }

function Earlier({ marker }: { marker: BiomarkerView }) {
  const [last] = marker.previous
  if (!last) return null
  const Icon = marker.trend ? TREND_ICONS[marker.trend] : null
  return (
    <span
      className="mt-0.5 block text-xs text-ink-muted"
      title={marker.previous
        .map(({ value, day }) => [value, day].filter(Boolean).join(", "))
        .join("; ")}
    >
      <span className="inline-block">
        {Icon && <Icon aria-hidden className="mr-0.5 inline size-3.5 align-text-bottom" />}
        {marker.trend === "unchanged" ? "unchanged since" : `${marker.trend ?? "was"} from`}{" "}
        <span className="tabular-nums">{last.value}</span>
        {last.day && ","}
      </span>{" "}
      {last.day && <DayText day={last.day} />}
    </span>
  )
}
