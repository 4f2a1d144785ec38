"use client"

import { cx } from "#components/ui/cx.ts"

export type SectionName = "evidence" | "draft" | "result"

const SECTIONS: { name: SectionName; label: string }[] = [
  { name: "evidence", label: "Evidence" },
  { name: "draft", label: "Draft" },
  { name: "result", label: "Result" },
]

/** Chooses the pane on screens too narrow for three; gone where they stand side by side. */
export function SectionSwitch({
  current,
  onChoose,
}: {
  current: SectionName
  onChoose: (name: SectionName) => void
}) {
  return (
    <fieldset className="sticky top-14 z-20 -mx-4 border-line border-b bg-canvas px-4 py-2 sm:-mx-6 sm:px-6 md:top-0 xl:hidden">
      <legend className="sr-only">Part of the review</legend>
      <div className="grid grid-cols-3 gap-1 rounded-lg bg-sunken p-1">
        {SECTIONS.map(({ name, label }) => (
          <button
            key={name}
            type="button"
            aria-pressed={current === name}
            onClick={() => onChoose(name)}
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
    </fieldset>
  )
}
