/** Caredesk's mark: a desk under a caring curve. */
export function Mark({ withName = true }: { withName?: boolean }) {
  return (
    <span className="inline-flex items-center gap-2">
      <svg viewBox="0 0 28 28" aria-hidden className="size-7 shrink-0">
        <rect width="28" height="28" rx="8" className="fill-accent" />
        <path
          d="M19.2 10.4a6.4 6.4 0 1 0 0 7.2"
          className="fill-none stroke-on-accent"
          strokeWidth="2.6"
          strokeLinecap="round"
        />
        <circle cx="19.4" cy="14" r="1.9" className="fill-on-accent" />
      </svg>
      {withName && <span className="text-lg font-semibold tracking-tight">Caredesk</span>}
    </span>
  )
}
