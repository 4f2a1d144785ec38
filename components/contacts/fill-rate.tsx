/** How many contacts have a value in a field, as a bar and a figure. Nothing where it is not known. */
export function FillRate({ filled, all }: { filled: number | null; all: number | null }) {
  if (filled === null || all === null || all === 0) return null
  const percent = Math.round((100 * filled) / all)
  return (
    <span className="flex shrink-0 items-center gap-1.5 text-ink-muted text-xs tabular-nums">
      <svg aria-hidden viewBox="0 0 32 4" className="h-1 w-8 overflow-hidden rounded-full">
        <rect width="32" height="4" className="fill-line-strong" />
        <rect width={(32 * filled) / all} height="4" className="fill-accent" />
      </svg>
      <span className="w-9 whitespace-nowrap text-right">
        {filled > 0 && percent === 0 ? "<1" : percent}
        <span aria-hidden> %</span>
        <span className="sr-only"> percent have a value</span>
      </span>
    </span>
  )
}
