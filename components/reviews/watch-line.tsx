import { EyeOff } from "lucide-react"
import type { WatchNews } from "#lib/reviews/watch/news-types.ts"
import { WatchWords } from "./watch-words.tsx"

/** Above the waiting drafts: whether unread text in GHL would be among them. Nothing where nobody looks for it. */
export function WatchLine({ news }: { news: WatchNews }) {
  if (news.state === "off") return null
  if (news.state !== "standing") {
    return (
      <p className="border-line border-b px-4 py-1.5 text-xs text-ink-muted">
        <WatchWords news={news} />
      </p>
    )
  }
  return (
    <p
      role="status"
      className="flex items-start gap-2 border-warn-line border-b bg-warn-soft px-4 py-2 text-sm text-warn-text"
    >
      <EyeOff aria-hidden className="mt-0.5 size-4 shrink-0" />
      <span>
        <WatchWords news={news} />
      </span>
    </p>
  )
}
