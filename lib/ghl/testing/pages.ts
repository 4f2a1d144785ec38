import { json, startWire, type Wire } from "./wire.ts"

export type PagesOf = {
  /** How many contacts each page has, whatever was asked for. */
  sizes: number[]
  /** What the list says there are; by a function where that changes from call to call (from 1). */
  total: number | null | ((call: number) => number)
  count?: "of the page"
  /** Default: each page that has someone ends in a cursor, the last one too. */
  cursor?: "stuck" | "none" | "ring"
  /** How many on each page have no id. */
  nameless?: number
  /** Sizes of the pages when the list is read again from its beginning. */
  again?: number[]
}

/** A server whose list of contacts is given out in pages of other sizes than were asked for. */
export function pagesOf(how: PagesOf): Promise<Wire> {
  let calls = 0
  let beginnings = 0
  return startWire(({ url }, response) => {
    if (!url.startsWith("/contacts/?")) return
    calls += 1
    const at = new URL(url, "http://x").searchParams.get("startAfter")
    if (at === null) beginnings += 1
    const sizes = (beginnings > 1 && how.again) || how.sizes
    const before = Number(at ?? 0)
    let index = 0
    for (let sum = 0; sum < before; index += 1) sum += sizes[index] ?? before
    const size = sizes[index] ?? 0
    const contacts = Array.from({ length: size }, (_, n) => ({
      ...(n < (how.nameless ?? 0) ? {} : { id: `c${before + n}` }),
      firstNameRaw: `Given${before + n}`,
    }))
    const total = typeof how.total === "function" ? how.total(calls) : how.total
    const cursor = cursorAfter(how, before + size, size)
    json(response, 200, {
      contacts,
      ...(how.count ? { count: size } : {}),
      meta: { ...(total === null ? {} : { total }), ...cursor },
    })
  })
}

function cursorAfter({ cursor }: PagesOf, end: number, size: number) {
  if (cursor === "none" || size === 0) return { startAfter: null, startAfterId: null }
  if (cursor === "ring") end = end < 30 ? end : 10
  return cursor === "stuck"
    ? { startAfter: 99, startAfterId: "c98" }
    : { startAfter: end, startAfterId: `c${end - 1}` }
}
