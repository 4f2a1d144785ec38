"use client"

import { useEffect, useState } from "react"
import { cx } from "#components/ui/cx.ts"

export type PartName = "evidence" | "draft" | "result"

const PARTS: { name: PartName; label: string }[] = [
  { name: "evidence", label: "Evidence" },
  { name: "draft", label: "Draft" },
  { name: "result", label: "Result" },
]

/** Id of the element of a part. */
export const placeOf = (part: PartName): string => `part-${part}`

/** Where the three stand side by side, all of them are in view. */
const SIDE_BY_SIDE = "(width >= 80rem)"

/** Whether the panes stand beside each other, so that each is on the screen. */
export const standSideBySide = () => window.matchMedia(SIDE_BY_SIDE).matches

/** Brings a part into view where the parts are stacked. */
export function goToPart(part: PartName): void {
  if (standSideBySide()) return
  document.getElementById(placeOf(part))?.scrollIntoView({ block: "start" })
}

/**
 * The part that is read now: the last one whose top has passed the upper third of the window, in the order
 * in which they stand, since the decision comes first once it is made.
 */
function usePartInView(): PartName {
  const [current, setCurrent] = useState<PartName>("evidence")
  useEffect(() => {
    const look = () => {
      const standing = PARTS.flatMap(({ name }) => {
        const place = document.getElementById(placeOf(name))
        return place ? [{ name, top: place.getBoundingClientRect().top }] : []
      }).sort((one, other) => one.top - other.top)
      const passed = standing.findLast(({ top }) => top < window.innerHeight / 3)
      // A short last part may never reach the upper third.
      const atEnd = window.innerHeight + window.scrollY >= document.documentElement.scrollHeight - 2
      setCurrent((atEnd ? standing.at(-1) : (passed ?? standing[0]))?.name ?? "evidence")
    }
    window.addEventListener("scroll", look, { passive: true })
    // Looks at once, and again when the page grows, as what is read late comes, or the window gets another shape.
    const shape = new ResizeObserver(look)
    shape.observe(document.documentElement)
    return () => {
      window.removeEventListener("scroll", look)
      shape.disconnect()
    }
  }, [])
  return current
}

/** Leads to the parts on screens on which they are stacked; gone where they stand side by side. */
export function PartSwitch() {
  const current = usePartInView()
  return (
    <nav
      aria-label="Parts of the review"
      className="sticky top-14 z-20 -mx-4 border-line border-b bg-canvas px-4 py-2 sm:-mx-6 sm:px-6 md:top-0 xl:hidden"
    >
      <div className="grid grid-cols-3 gap-1 rounded-lg bg-sunken p-1">
        {PARTS.map(({ name, label }) => (
          <button
            key={name}
            type="button"
            aria-current={current === name ? "location" : undefined}
            onClick={() => goToPart(name)}
            className={cx(
              "h-9 rounded-md text-sm font-medium transition-colors pointer-coarse:h-11",
              current === name
                ? "bg-surface text-ink shadow-card ring-1 ring-line"
                : "text-ink-soft hover:text-ink",
            )}
          >
            {label}
          </button>
        ))}
      </div>
    </nav>
  )
}
