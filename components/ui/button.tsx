"use client"

import { Button as BaseButton } from "@base-ui/react/button"
import { LoaderCircle } from "lucide-react"
import type { ReactNode } from "react"
import { type ButtonLook, buttonClass } from "./button-class.ts"

type ButtonProps = Omit<BaseButton.Props, "className" | "style"> &
  ButtonLook & {
    /** Shows that the press is being worked on, and takes no further one; focus stays. */
    busy?: boolean
    icon?: ReactNode
    className?: string
  }

/** A push button. One primary button a screen or dialog at most. */
export function Button({
  tone = "plain",
  size = "regular",
  busy = false,
  disabled = false,
  icon,
  children,
  className,
  ...props
}: ButtonProps) {
  return (
    <BaseButton
      type="button"
      {...props}
      disabled={disabled || busy}
      focusableWhenDisabled={busy}
      aria-busy={busy || undefined}
      className={buttonClass({ tone, size }, className)}
    >
      {busy ? <LoaderCircle aria-hidden className="size-4 shrink-0 animate-spin" /> : icon}
      {children}
    </BaseButton>
  )
}
