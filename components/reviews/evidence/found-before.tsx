import { DiffText } from "#components/ui/diff-text.tsx"
import { wordDiff } from "#lib/reviews/word-diff.ts"

/** For text found in GoHighLevel: what Caredesk last knew to stand there, and what changed. */
export function FoundBefore({ before, text }: { before: string | null; text: string }) {
  return (
    <section>
      <h3 className="mb-1 text-sm font-medium">What changed in the call notes</h3>
      <div className="rounded-lg border border-warn-line px-3 py-2">
        {before === null ? (
          <p className="text-sm text-ink-muted">Caredesk does not know what stood here before.</p>
        ) : (
          <DiffText
            parts={wordDiff(before, text)}
            empty="It says the same as before; only spaces or line ends differ."
          />
        )}
      </div>
    </section>
  )
}
