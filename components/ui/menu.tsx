"use client"

import { Menu as BaseMenu } from "@base-ui/react/menu"
import Link from "next/link"
import type { ReactElement, ReactNode } from "react"

const ITEM =
  "flex min-h-(--control) cursor-default select-none items-center gap-2.5 rounded-md px-2 py-1 text-sm outline-none data-highlighted:bg-sunken data-disabled:text-ink-muted [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-ink-muted"

/** Actions behind a button. `trigger` is the button itself, a Button or IconButton. */
export function Menu({
  trigger,
  align = "end",
  side = "bottom",
  children,
}: {
  trigger: ReactElement
  align?: "start" | "end"
  side?: "top" | "bottom"
  children: ReactNode
}) {
  return (
    <BaseMenu.Root modal={false}>
      <BaseMenu.Trigger render={trigger} />
      <BaseMenu.Portal>
        <BaseMenu.Positioner sideOffset={6} align={align} side={side} className="z-50">
          <BaseMenu.Popup className="popup min-w-48 max-w-80 p-1 outline-none">
            {children}
          </BaseMenu.Popup>
        </BaseMenu.Positioner>
      </BaseMenu.Portal>
    </BaseMenu.Root>
  )
}

/** One action of a menu. With `href` it is a link. */
export function MenuItem({
  icon,
  href,
  onClick,
  children,
}: {
  icon?: ReactNode
  href?: string
  onClick?: () => void
  children: ReactNode
}) {
  if (href !== undefined) {
    return (
      <BaseMenu.LinkItem
        className={ITEM}
        render={<Link href={href} prefetch={false} />}
        closeOnClick
      >
        {icon}
        <span className="flex-1">{children}</span>
      </BaseMenu.LinkItem>
    )
  }
  return (
    <BaseMenu.Item className={ITEM} onClick={onClick}>
      {icon}
      <span className="flex-1">{children}</span>
    </BaseMenu.Item>
  )
}

/** A line between groups of a menu. */
export function MenuLine() {
  return <BaseMenu.Separator className="my-1 h-px bg-line" />
}

/** A choice of one among the items of a menu; it stays open while one compares, unless `closes`. */
export function MenuChoice<Value extends string>({
  label,
  value,
  onValueChange,
  items,
  closes = false,
}: {
  label: string
  value: Value
  onValueChange: (value: Value) => void
  items: readonly { value: Value; label: string; icon?: ReactNode }[]
  closes?: boolean
}) {
  return (
    <BaseMenu.RadioGroup value={value} onValueChange={(next) => onValueChange(next)}>
      <MenuLabel>{label}</MenuLabel>
      {items.map((item) => (
        <BaseMenu.RadioItem
          key={item.value}
          value={item.value}
          closeOnClick={closes}
          className={ITEM}
        >
          {item.icon}
          <span className="flex-1">{item.label}</span>
          <BaseMenu.RadioItemIndicator className="size-1.5 rounded-full bg-accent" />
        </BaseMenu.RadioItem>
      ))}
    </BaseMenu.RadioGroup>
  )
}

function MenuLabel({ children }: { children: ReactNode }) {
  return (
    <BaseMenu.GroupLabel className="px-2 pt-1.5 pb-1 text-xs font-medium text-ink-muted">
      {children}
    </BaseMenu.GroupLabel>
  )
}
