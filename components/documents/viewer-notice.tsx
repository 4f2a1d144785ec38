import { FileWarning } from "lucide-react"
import type { ReactNode } from "react"

/** Said in the place of a document that cannot be drawn. */
export function ViewerNotice({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div role="alert" className="mx-auto flex max-w-md flex-col items-center gap-2 p-8 text-center">
      <FileWarning aria-hidden className="size-7 text-ink-muted" />
      <p className="font-medium">{title}</p>
      <p className="text-ink-muted text-sm">{children}</p>
    </div>
  )
}
