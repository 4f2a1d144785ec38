"use client"

import { Button as BaseButton } from "@base-ui/react/button"
import type { ReactNode } from "react"
import { cx } from "./cx.ts"
import { Tooltip } from "./tooltip.tsx"

type IconButtonProps = Omit<BaseButton.Props, "className" | "style" | "children" | "aria-label"> & {
  /** Accessible name; also shown as a tooltip. */
  label: string
  icon: ReactNode
  bordered?: boolean
  className?: string
}

/** A button that is only an icon. */
export function IconButton({
  label,
  icon,
  bordered = false,
  className,
  ...props
}: IconButtonProps) {
  return (
    <Tooltip label={label}>
      <BaseButton
        type="button"
        {...props}
        aria-label={label}
        className={cx(
          "inline-flex size-(--control) shrink-0 items-center justify-center rounded-md text-ink-muted transition-colors hover:bg-sunken hover:text-ink data-disabled:cursor-not-allowed data-disabled:opacity-45 data-disabled:hover:bg-transparent [&_svg]:size-4",
          bordered && "border border-line-strong bg-surface shadow-card",
          className,
        )}
      >
        {icon}
      </BaseButton>
    </Tooltip>
  )
}
