"use client"

import { type KeyboardEvent, type RefObject, useId, useMemo, useRef } from "react"
import { cx } from "#components/ui/cx.ts"
import type { Authors } from "#lib/reviews/authorship.ts"
import { MarksLayer } from "./marks-layer.tsx"
import { segmentsOf } from "./segments.ts"
import { useBoxes } from "./use-boxes.ts"
import type { Finding } from "./use-evidence.ts"

/** Both layers set their lines alike, so that a mark lies under its words. */
const LAYER =
  "col-start-1 row-start-1 w-full min-w-0 resize-none overflow-hidden px-3 py-2.5 text-left text-base whitespace-pre-wrap [overflow-wrap:anywhere] [tab-size:8] [unicode-bidi:plaintext] pointer-coarse:text-lg"

const MOVES = new Set([
  "ArrowLeft",
  "ArrowRight",
  "ArrowUp",
  "ArrowDown",
  "Home",
  "End",
  "PageUp",
  "PageDown",
])

/**
 * A plain text field over a layer that shows the same text with its marks: what the sources say of
 * each claim, and who wrote what. `onCaret` tells where the person has clicked or moved to.
 */
export function MarkedEditor({
  label,
  hint,
  value,
  readOnly,
  maxLength,
  findings,
  authors,
  activeId,
  field,
  onChange,
  onCaret,
  onHover,
}: {
  label: string
  hint?: string
  value: string
  readOnly: boolean
  maxLength: number
  findings: readonly Finding[]
  authors: Readonly<Authors>
  activeId: string | null
  field: RefObject<HTMLTextAreaElement | null>
  onChange: (value: string) => void
  /** `light`: the person asks to be shown what is there. */
  onCaret: (at: number) => void
  /** Author of what lies under the pointer; null when it left. */
  onHover: (author: string | null) => void
}) {
  const id = useId()
  const layer = useRef<HTMLDivElement>(null)
  const segments = useMemo(() => segmentsOf(value, findings, authors), [value, findings, authors])
  const boxed = useBoxes(layer, segments)
  /** In a field that is only read the browser moves no caret: its keys go from part to part. */
  const goByKey = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (!readOnly || event.altKey || event.metaKey || event.shiftKey) return
    const { selectionStart, selectionEnd } = event.currentTarget
    const now = segments.findLastIndex(({ start }) => start <= selectionStart)
    const next = { ArrowRight: selectionStart === selectionEnd ? now : now + 1, ArrowLeft: now - 1 }
    const ends = { Home: 0, End: segments.length - 1 }
    const to = { ...next, ...ends }[event.key]
    if (to === undefined) return
    event.preventDefault()
    const part = segments[Math.min(Math.max(to, 0), segments.length - 1)]
    if (!part) return
    event.currentTarget.setSelectionRange(part.start, part.start + part.text.length)
    onCaret(part.start + Math.floor(part.text.length / 2))
  }
  const authorAt = (x: number, y: number): string | null => {
    const corner = layer.current?.getBoundingClientRect()
    if (!corner) return null
    const [left, top] = [x - corner.left, y - corner.top]
    const under = boxed.find(({ boxes }) =>
      boxes.some(
        (box) =>
          left >= box.left &&
          left <= box.left + box.width &&
          top >= box.top &&
          top <= box.top + box.height,
      ),
    )
    return under?.segment.author ?? null
  }
  return (
    <div className="flex min-w-0 flex-col gap-1.5">
      <div className="flex flex-wrap items-baseline justify-between gap-x-3">
        <label htmlFor={id} className="text-sm font-medium">
          {label}
        </label>
        {hint && <span className="text-xs text-ink-muted">{hint}</span>}
      </div>
      <div
        className={cx("field-frame grid min-h-24", readOnly && "bg-sunken focus-within:bg-sunken")}
      >
        <MarksLayer boxed={boxed} activeId={activeId} />
        <div
          ref={layer}
          aria-hidden
          dir="auto"
          className={cx(LAYER, "relative text-transparent select-none")}
        >
          {/* One text node, or its lines break elsewhere. The last line counts though nothing follows it. */}
          {`${value}\u200b`}
        </div>
        <textarea
          id={id}
          ref={field}
          dir="auto"
          value={value}
          readOnly={readOnly}
          maxLength={maxLength}
          rows={1}
          spellCheck={!readOnly}
          className={cx(LAYER, "relative bg-transparent outline-none")}
          onChange={(event) => onChange(event.currentTarget.value)}
          onClick={(event) => onCaret(event.currentTarget.selectionStart)}
          onKeyDown={goByKey}
          onKeyUp={(event) => {
            if (!readOnly && MOVES.has(event.key)) onCaret(event.currentTarget.selectionStart)
          }}
          onPointerMove={(event) => onHover(authorAt(event.clientX, event.clientY))}
          onPointerLeave={() => onHover(null)}
        />
      </div>
    </div>
  )
}
