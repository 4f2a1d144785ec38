import { Button } from "#components/ui/button.tsx"
import type { MergedTextView } from "#lib/reviews/merged-types.ts"
import { authorInWords } from "./author-in-words.ts"

function percent(share: number): string {
  const whole = Math.round(share * 100)
  return whole === 0 ? "under 1 %" : `${whole} %`
}

/** How much of a merged text each author wrote; `onGo` leads to an author's parts where the text is kept. */
export function Shares({
  merged,
  me,
  onGo,
}: {
  merged: MergedTextView
  me: string
  onGo?: (author: string) => void
}) {
  if (merged.shares.length === 0) {
    return <p className="text-sm text-ink-muted">The merged text was empty.</p>
  }
  return (
    <ul aria-label="Shares of the merged text" className="max-w-2xl divide-y divide-line text-sm">
      {merged.shares.map(({ author, share }) => {
        const words = authorInWords(author, merged, me)
        return (
          <li key={author} className="flex min-h-(--control) flex-wrap items-center gap-x-3 py-1">
            <span className="min-w-12 shrink-0 font-medium tabular-nums">{percent(share)}</span>
            <span className="min-w-0 flex-1 break-words text-ink-soft">{words}</span>
            {onGo && (
              <Button size="small" tone="quiet" onClick={() => onGo(author)}>
                Show
                <span className="sr-only">
                  {" "}
                  what {author === "before" ? "" : "was "}
                  {words}
                </span>
              </Button>
            )}
          </li>
        )
      })}
    </ul>
  )
}
