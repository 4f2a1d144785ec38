"use client"

import dynamic from "next/dynamic"
import { ProblemNotice } from "#components/ui/problem-notice.tsx"
import { Skeleton } from "#components/ui/skeleton.tsx"
import { ImageView } from "./image-view.tsx"
import type { LitPlace } from "./lit-place.ts"
import { useDocumentFile } from "./use-document-file.ts"
import { ViewerNotice } from "./viewer-notice.tsx"

const PdfView = dynamic(() => import("./pdf-view.tsx"), { ssr: false, loading: () => <Waiting /> })

/**
 * A document in place: PDFs page by page, images whole, anything else to be downloaded. The type is
 * the one the proxy found in the file's first bytes. Needs a bounded height around it.
 */
export function DocumentViewer({
  href,
  fileName,
  lit = null,
}: {
  href: string
  fileName: string
  /** A place of a PDF to turn to and light up. */
  lit?: LitPlace | null
}) {
  const { file, problem, tryAgain } = useDocumentFile(href)
  if (problem) {
    return (
      <div className="p-6">
        <ProblemNotice problem={problem} onRetry={tryAgain} />
      </div>
    )
  }
  if (!file) return <Waiting />
  if (file.type === "application/pdf") return <PdfView file={file} fileName={fileName} lit={lit} />
  if (file.type.startsWith("image/")) return <ImageView file={file} fileName={fileName} />
  return (
    <ViewerNotice title="This kind of file cannot be shown here.">
      Caredesk shows PDFs and images. Download the file to open it in another program.
    </ViewerNotice>
  )
}

function Waiting() {
  return (
    <div role="status" className="flex-1 p-4">
      <span className="sr-only">The document is being fetched.</span>
      <Skeleton className="mx-auto h-[60vh] w-full max-w-3xl" />
    </div>
  )
}
