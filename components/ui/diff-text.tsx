import type { DiffPart } from "#lib/reviews/word-diff.ts"

/** A word diff as running text; what was added and removed is told by element and colour, not colour alone. */
export function DiffText({ parts, empty }: { parts: DiffPart[]; empty: string }) {
  if (parts.every((part) => part.kind === "same")) {
    return (
      <>
        <p className="mb-2 text-sm text-ink-muted">{empty}</p>
        <Running parts={parts} />
      </>
    )
  }
  return <Running parts={parts} />
}

function Running({ parts }: { parts: DiffPart[] }) {
  let at = 0
  return (
    <p dir="auto" className="whitespace-pre-wrap break-words text-base">
      {parts.map((part) => {
        const key = `${at}-${part.kind}`
        at += part.text.length
        if (part.kind === "added") {
          return (
            <ins key={key} className="rounded-sm bg-good-soft text-good-text decoration-good-line">
              {part.text}
            </ins>
          )
        }
        if (part.kind === "removed") {
          return (
            <del key={key} className="rounded-sm bg-bad-soft text-bad-text">
              {part.text}
            </del>
          )
        }
        return <span key={key}>{part.text}</span>
      })}
    </p>
  )
}
