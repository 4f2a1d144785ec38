import { cx } from "./cx.ts"

/** A grey stand-in for text that is on its way; size it with classes. */
export function Skeleton({ className }: { className?: string }) {
  return (
    <span
      aria-hidden
      className={cx("block animate-pulse rounded bg-sunken motion-reduce:animate-none", className)}
    />
  )
}
