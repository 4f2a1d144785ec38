"use client"

import { Monitor, Moon, Sun, SunMoon } from "lucide-react"
import { useState } from "react"
import { IconButton } from "#components/ui/icon-button.tsx"
import { Menu, MenuChoice } from "#components/ui/menu.tsx"
import { THEME_COOKIE, type Theme } from "./theme.ts"

const THEMES = [
  { value: "system", label: "As the system", icon: <Monitor aria-hidden /> },
  { value: "light", label: "Light", icon: <Sun aria-hidden /> },
  { value: "dark", label: "Dark", icon: <Moon aria-hidden /> },
] as const

const YEAR = 365 * 24 * 3600 * 1000

/** Keeps the choice in a cookie, so that the server paints the next page right at once. */
function keep(theme: Theme) {
  if (!("cookieStore" in window)) return
  const expires = theme === "system" ? 0 : Date.now() + YEAR
  window.cookieStore
    .set({ name: THEME_COOKIE, value: theme, path: "/", sameSite: "lax", expires })
    .catch(() => {})
}

/** Light, dark or as the system. */
export function ThemeMenu({ initial, side }: { initial: Theme; side?: "top" | "bottom" }) {
  const [theme, setTheme] = useState<Theme>(initial)
  const pick = (next: Theme) => {
    setTheme(next)
    keep(next)
    const root = document.documentElement
    if (next === "system") delete root.dataset.theme
    else root.dataset.theme = next
  }
  return (
    <Menu side={side} trigger={<IconButton label="Theme" icon={<SunMoon aria-hidden />} />}>
      <MenuChoice label="Theme" value={theme} onValueChange={pick} items={THEMES} />
    </Menu>
  )
}
