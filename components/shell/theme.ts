export const THEME_COOKIE = "caredesk-theme"

export type Theme = "system" | "light" | "dark"

/** The theme a cookie's value means; anything unknown follows the system. */
export function themeOf(value: string | undefined): Theme {
  return value === "light" || value === "dark" ? value : "system"
}
