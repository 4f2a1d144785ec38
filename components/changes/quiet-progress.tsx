"use client"

import { useQuery } from "@tanstack/react-query"
import { useEffect } from "react"
import { isOver } from "#lib/changes/over.ts"
import { ChangeProgress } from "./change-progress.tsx"
import { changeQuery } from "./change-queries.ts"

const NEEDS_WORDS = ["waiting", "unsure", "stopped", "conflict"]

/** Follows a small change. Silent while all goes well; with words and choices when it does not. */
export function QuietProgress({ changeId, onOver }: { changeId: string; onOver: () => void }) {
  const { data } = useQuery(changeQuery(changeId))
  const over = data ? isOver(data.status) : false
  useEffect(() => {
    if (over) onOver()
  }, [over, onOver])
  if (!data || !NEEDS_WORDS.includes(data.status)) return null
  return <ChangeProgress changeId={changeId} />
}
