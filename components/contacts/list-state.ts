"use client"

import { useSyncExternalStore } from "react"
import { z } from "zod"
import { type ListPosition, PAGE_SIZES, type PageSize } from "#lib/contacts/row-types.ts"

/** Where each page met so far begins (the first at null), and which one is shown. */
type Trail<Position> = { starts: (Position | null)[]; index: number }

export type ListState = {
  pageSize: PageSize
  /** What is searched for; in this tab's memory and nowhere else. */
  search: string
  list: Trail<ListPosition>
  found: Trail<string>
}

const atStart = { starts: [null], index: 0 }
const INITIAL: ListState = { pageSize: 20, search: "", list: atStart, found: atStart }

// A module's variable outlives the page within a tab: coming back from a record finds it as it was.
let state = INITIAL
let scrollTop = 0
const listeners = new Set<() => void>()

function change(next: ListState) {
  state = next
  scrollTop = 0
  keepPosition()
  for (const listener of listeners) listener()
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** The state of the contacts page, the same after leaving and coming back. */
export function useListState(): ListState {
  return useSyncExternalStore(
    subscribe,
    () => state,
    () => INITIAL,
  )
}

export const setPageSize = (pageSize: PageSize) =>
  change({ ...state, pageSize, list: atStart, found: atStart })

export function setSearch(search: string): void {
  if (search !== state.search) change({ ...state, search, found: atStart })
}

/** Goes to the page of that index; `start` is where it begins, when it was not met before. */
export function goTo(index: number, start: ListPosition | string | null): void {
  const { starts } = state.search === "" ? state.list : state.found
  if (index < 0 || (index >= starts.length && start === null)) return
  if (state.search === "") {
    const position = typeof start === "string" ? null : start
    change({ ...state, list: { starts: withStart(state.list.starts, index, position), index } })
  } else {
    const position = typeof start === "string" ? start : null
    change({ ...state, found: { starts: withStart(state.found.starts, index, position), index } })
  }
}

const withStart = <P>(starts: (P | null)[], index: number, start: P | null): (P | null)[] =>
  index < starts.length ? starts : [...starts.slice(0, index), start]

/** How far the page is scrolled, kept while it is shown, for coming back to it. */
export const keepScroll = (top: number): void => {
  scrollTop = top
}
export const keptScroll = (): number => scrollTop

const KEY = "caredeskContacts"
const kept = z.object({
  pageSize: z.literal(PAGE_SIZES),
  starts: z
    .array(z.object({ startAfter: z.number(), startAfterId: z.string() }).nullable())
    .min(1)
    .max(1000),
  index: z.number().int().min(0),
})

/** Cursors are ids and times, so they may stand in the history entry; what is searched for may not. */
function keepPosition() {
  const { pageSize, list } = state
  const position = { pageSize, starts: list.starts, index: list.index }
  window.history.replaceState({ ...window.history.state, [KEY]: position }, "")
}

/**
 * Once the page is shown: after a reload, or back from another site, to the page of the list that this
 * history entry was on; else the entry learns where the list stands.
 */
export function syncPosition(): void {
  if (state !== INITIAL) {
    keepPosition()
    return
  }
  const [loaded] = window.performance.getEntriesByType("navigation")
  const again = loaded instanceof PerformanceNavigationTiming && loaded.type !== "navigate"
  if (!again) return
  const found = kept.safeParse(window.history.state?.[KEY])
  if (!found.success || found.data.index >= found.data.starts.length) return
  const { pageSize, starts, index } = found.data
  change({ ...state, pageSize, list: { starts, index } })
}
