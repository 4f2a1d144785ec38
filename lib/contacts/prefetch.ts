import "server-only"

/**
 * Whether a request only fetches ahead of a person: the browser's own prefetch and prerender
 * (`Sec-Purpose`, and its older spellings). Next's router says so too, but is answered with the
 * loading state before any page of ours runs.
 */
export function isPrefetch(headers: Pick<Headers, "get">): boolean {
  return ["sec-purpose", "purpose", "x-purpose", "x-moz", "next-router-prefetch"].some((name) => {
    const value = headers.get(name)?.toLowerCase() ?? ""
    return name === "next-router-prefetch" ? value !== "" : /\b(prefetch|prerender)/.test(value)
  })
}
