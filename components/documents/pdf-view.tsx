"use client"

import { ScrollArea } from "@base-ui/react/scroll-area"
import { useCallback, useEffect, useRef, useState } from "react"
import { Document, Page, pdfjs } from "react-pdf"
import "react-pdf/dist/Page/TextLayer.css"
import type { Box } from "#components/ui/boxes.ts"
import { Skeleton } from "#components/ui/skeleton.tsx"
import { boxesOf, type LitPlace } from "./lit-place.ts"
import { FITS, PdfToolbar, ZOOMS } from "./pdf-toolbar.tsx"
import { ViewerNotice } from "./viewer-notice.tsx"

pdfjs.GlobalWorkerOptions.workerSrc = new URL(
  "pdfjs-dist/build/pdf.worker.min.mjs",
  import.meta.url,
).toString()

/** Where pdf.js finds its fonts, maps and decoders: absolute, since its worker has another base. */
function assets() {
  const folder = (name: string) => new URL(`/api/pdf/${name}/`, window.location.origin).href
  return {
    cMapUrl: folder("cmaps"),
    standardFontDataUrl: folder("standard_fonts"),
    wasmUrl: folder("wasm"),
    iccUrl: folder("iccs"),
    enableXfa: false,
  }
}

const waiting = <Skeleton className="mx-auto h-[60vh] w-full max-w-3xl" />

/**
 * A PDF, page by page, with its text selectable, and a place in it lit up when one is asked for. Links
 * and forms in it are not active.
 */
export default function PdfView({
  file,
  fileName,
  lit,
}: {
  file: Blob
  fileName: string
  lit: LitPlace | null
}) {
  const [options] = useState(assets)
  const [pages, setPages] = useState(0)
  const [page, setPage] = useState(1)
  const [zoom, setZoom] = useState(FITS)
  const [locked, setLocked] = useState(false)
  const [frame, width] = useWidth()
  const sheet = useRef<HTMLDivElement>(null)
  // The text layer is drawn after the page, and anew with every page and zoom.
  const [drawn, setDrawn] = useState({ page: 0, times: 0 })
  // The same function as long as the page is: a new one would make the text layer draw itself again.
  const onDrawn = useCallback(() => setDrawn(({ times }) => ({ page, times: times + 1 })), [page])
  const [boxes, setBoxes] = useState<Box[] | null>(null)
  useEffect(() => {
    if (lit) setPage(lit.page)
  }, [lit])
  useEffect(() => {
    const layer = drawn.page === page ? sheet.current?.querySelector(".textLayer") : null
    setBoxes(lit && layer && lit.page === page ? boxesOf(layer, lit) : null)
  }, [lit, page, drawn])
  useEffect(() => {
    if (boxes?.length) {
      sheet.current?.querySelector("[data-lit]")?.scrollIntoView({ block: "center" })
    }
  }, [boxes])
  if (locked) {
    return (
      <ViewerNotice title="This PDF is locked with a password.">
        Download it to open it in another program.
      </ViewerNotice>
    )
  }
  return (
    <>
      <PdfToolbar page={page} pages={pages} onPage={setPage} zoom={zoom} onZoom={setZoom} />
      {boxes?.length === 0 && (
        <p
          role="status"
          className="border-line border-b bg-warn-soft px-3 py-1.5 text-xs text-warn-text"
        >
          It stands on this page, but its place could not be marked. Look for it.
        </p>
      )}
      <ScrollArea.Root className="relative min-h-0 flex-1 bg-sunken">
        <ScrollArea.Viewport
          ref={frame}
          tabIndex={0}
          role="region"
          aria-label={`Page ${page} of ${fileName}`}
          className="h-full overflow-auto p-3"
        >
          <Document
            file={file}
            options={options}
            suspense={false}
            loading={waiting}
            error={
              <ViewerNotice title="This PDF cannot be shown here.">
                It may be damaged. Download it to open it in another program.
              </ViewerNotice>
            }
            onLoadSuccess={({ numPages }) => setPages(numPages)}
            onPassword={() => setLocked(true)}
          >
            {width > 0 && pages > 0 && (
              <Page
                key={page}
                pageNumber={page}
                inputRef={sheet}
                onRenderTextLayerSuccess={onDrawn}
                width={Math.min(width, 900) * (ZOOMS[zoom] ?? 1)}
                renderAnnotationLayer={false}
                suspense={false}
                loading={waiting}
                error={
                  <ViewerNotice title={`Page ${page} cannot be shown.`}>
                    Other pages may still be readable.
                  </ViewerNotice>
                }
                className="relative mx-auto w-fit bg-white shadow-raised"
              >
                {boxes?.map((box) => (
                  <span
                    key={`${box.left}-${box.top}`}
                    data-lit
                    className="pointer-events-none absolute z-10 rounded-xs bg-[#ffd54a]/45 outline-[1.5px] outline-offset-1 outline-[#0b6663]"
                    style={box}
                  />
                ))}
              </Page>
            )}
          </Document>
        </ScrollArea.Viewport>
      </ScrollArea.Root>
    </>
  )
}

/** The inner width of an element, kept up to date; 0 before the first measure. */
function useWidth() {
  const frame = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState(0)
  useEffect(() => {
    if (!frame.current) return
    const observer = new ResizeObserver(([entry]) =>
      setWidth(Math.floor(entry?.contentRect.width ?? 0)),
    )
    observer.observe(frame.current)
    return () => observer.disconnect()
  }, [])
  return [frame, width] as const
}
