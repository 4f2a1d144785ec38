"use client"

import { useState } from "react"

/** The row somebody was at last, for when they come back from its review. In the tab's memory only. */
let lastSelected: string | null = null

const linkOf = (id: string) => document.getElementById(`draft-${id}`)

/** Which row the keys act on. Moving takes the focus along, so that a screen reader says where one is. */
export function useSelection<Row extends { id: string }>(rows: readonly Row[]) {
  const [selectedId, setSelectedId] = useState(lastSelected)
  const at = rows.findIndex(({ id }) => id === selectedId)
  const select = (id: string) => {
    lastSelected = id
    setSelectedId(id)
  }
  const move = (by: 1 | -1) => {
    const next = at === -1 ? rows[by === 1 ? 0 : rows.length - 1] : rows[at + by]
    if (!next) return
    select(next.id)
    const link = linkOf(next.id)
    link?.focus({ preventScroll: true })
    link?.scrollIntoView({ block: "nearest" })
  }
  return { selected: rows[at] ?? null, select, move }
}
