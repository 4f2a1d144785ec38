import { cx } from "#components/ui/cx.ts"

const STEPS = [1, 2, 3, 4, 5, 6]

/** A stage of the lifecycle by name, with how far along it is. */
export function StageMeter({ stage }: { stage: { label: string; step: number } }) {
  return (
    <span className="flex max-w-full min-w-0 items-center gap-2">
      <span aria-hidden className="flex shrink-0 gap-px">
        {STEPS.map((step) => (
          <span
            key={step}
            className={cx(
              "h-3 w-[3px] rounded-full",
              step <= stage.step ? "bg-accent" : "bg-line-strong",
            )}
          />
        ))}
      </span>
      <span className="truncate">{stage.label}</span>
    </span>
  )
}
