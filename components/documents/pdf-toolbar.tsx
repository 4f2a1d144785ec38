"use client"

import { ChevronLeft, ChevronRight, ZoomIn, ZoomOut } from "lucide-react"
import { IconButton } from "#components/ui/icon-button.tsx"

/** Widths of a page in parts of the frame's width. */
export const ZOOMS = [0.5, 0.75, 1, 1.25, 1.5, 2, 3] as const
/** The place in `ZOOMS` where a page just fits. */
export const FITS = ZOOMS.indexOf(1)

/** Turning pages and zooming. `zoom` is a place in `ZOOMS`; `pages` is 0 while the file opens. */
export function PdfToolbar({
  page,
  pages,
  onPage,
  zoom,
  onZoom,
}: {
  page: number
  pages: number
  onPage: (page: number) => void
  zoom: number
  onZoom: (zoom: number) => void
}) {
  return (
    <div className="flex flex-wrap items-center justify-center gap-0.5 border-line border-b px-1 py-1 sm:gap-1 sm:px-3">
      <IconButton
        label="Previous page"
        icon={<ChevronLeft aria-hidden />}
        disabled={page <= 1}
        onClick={() => onPage(page - 1)}
      />
      <p className="min-w-20 text-center text-sm tabular-nums sm:min-w-24" aria-live="polite">
        {pages > 0 ? `Page ${page} of ${pages}` : "Opening…"}
      </p>
      <IconButton
        label="Next page"
        icon={<ChevronRight aria-hidden />}
        disabled={page >= pages}
        onClick={() => onPage(page + 1)}
      />
      <span className="mx-1 h-5 w-px bg-line" aria-hidden />
      <IconButton
        label="Zoom out"
        icon={<ZoomOut aria-hidden />}
        disabled={zoom === 0}
        onClick={() => onZoom(zoom - 1)}
      />
      <p className="min-w-11 text-center text-sm tabular-nums" aria-live="polite">
        {Math.round((ZOOMS[zoom] ?? 1) * 100)}%
      </p>
      <IconButton
        label="Zoom in"
        icon={<ZoomIn aria-hidden />}
        disabled={zoom === ZOOMS.length - 1}
        onClick={() => onZoom(zoom + 1)}
      />
    </div>
  )
}
