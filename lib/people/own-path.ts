/**
 * A path of Caredesk's own to go on to after sign-in, from what an address bar says; anything that
 * would leave the site becomes the contacts page.
 */
export function ownPath(next: unknown): string {
  const fallback = "/contacts"
  if (typeof next !== "string" || !next.startsWith("/") || next.length > 500) return fallback
  const base = "http://own.invalid"
  if (!URL.canParse(next, base)) return fallback
  const url = new URL(next, base)
  if (url.origin !== base || url.pathname.startsWith("//") || url.pathname.startsWith("/login"))
    return fallback
  return url.pathname + url.search
}
