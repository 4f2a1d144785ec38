import Link from "next/link"
import { cx } from "#components/ui/cx.ts"

/** The two pages about changes, with how many differences wait for a look. */
export function ChangesNav({
  current,
  drifts,
}: {
  current: "/changes" | "/changes/drift"
  drifts: number
}) {
  const pages = [
    { href: "/changes", label: "On their way and finished", count: null },
    { href: "/changes/drift", label: "Differs in GoHighLevel", count: drifts },
  ] as const
  return (
    <nav aria-label="About changes" className="flex gap-1 overflow-x-auto border-line border-b">
      {pages.map(({ href, label, count }) => (
        <Link
          key={href}
          href={href}
          prefetch={false}
          aria-current={href === current ? "page" : undefined}
          className={cx(
            "-mb-px inline-flex h-10 shrink-0 items-center gap-1.5 border-b-2 px-2.5 text-sm font-medium transition-colors focus-visible:-outline-offset-2 pointer-coarse:h-11",
            href === current
              ? "border-accent text-ink"
              : "border-transparent text-ink-muted hover:text-ink",
          )}
        >
          {label}
          {count !== null && (
            <span className="rounded-full bg-sunken px-1.5 text-2xs text-ink-soft tabular-nums">
              {count}
            </span>
          )}
        </Link>
      ))}
    </nav>
  )
}
