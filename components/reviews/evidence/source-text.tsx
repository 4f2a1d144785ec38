"use client"

import { useEffect, useRef } from "react"

/** The text the pipeline read, with the place that is shown to the person. */
export function SourceText({
  text,
  lit,
}: {
  text: string
  lit: { start: number; end: number; turn: number } | null
}) {
  const mark = useRef<HTMLElement>(null)
  useEffect(() => {
    if (lit) mark.current?.scrollIntoView({ block: "center" })
  }, [lit])
  if (text.trim() === "") {
    return <p className="text-sm text-ink-muted">The pipeline sent no source text.</p>
  }
  return (
    <p dir="auto" className="text-base whitespace-pre-wrap break-words">
      {lit ? (
        <>
          {text.slice(0, lit.start)}
          <mark
            ref={mark}
            data-lit
            className="rounded-xs bg-accent-soft text-ink outline-2 outline-accent"
          >
            {text.slice(lit.start, lit.end)}
          </mark>
          {text.slice(lit.end)}
        </>
      ) : (
        text
      )}
    </p>
  )
}
