"use client"

import { useEffect, useState } from "react"
import { type Filter, isComplete } from "#lib/contacts/table/types.ts"
import type { ListState } from "./list-state.ts"

const PAUSE = 300

/** What is filtered by now: the conditions that are complete, a moment after the last touch. */
export function useAskedFilter({ match, conditions }: ListState["filter"]): Filter {
  const complete = conditions.filter((condition) => isComplete(condition.kind, condition))
  const key = JSON.stringify({
    match,
    conditions: complete.map(({ field, op, values }) => ({ field, op, values })),
  } satisfies Filter)
  const [asked, setAsked] = useState(key)
  useEffect(() => {
    const timer = setTimeout(() => setAsked(key), PAUSE)
    return () => clearTimeout(timer)
  }, [key])
  return JSON.parse(asked) as Filter
}
