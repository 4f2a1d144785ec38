"use client"

import { useEffect, useMemo, useState } from "react"
import { isAskable } from "#lib/contacts/table/by-search.ts"
import { type Filter, isComplete } from "#lib/contacts/table/types.ts"
import { type DraftCondition, fieldOf, type ListState, type Mode } from "./list-state.ts"

const PAUSE = 300

/** Whether a condition is complete and, where GHL's search is asked, can be asked of it. */
export const isInForce = (condition: DraftCondition, mode: Mode): boolean =>
  mode === "whole"
    ? isComplete(condition.kind, condition)
    : isAskable(fieldOf(condition), condition)

/** What is filtered by now: the conditions that are in force, a moment after the last touch. */
export function useAskedFilter({ match, conditions }: ListState["filter"], mode: Mode): Filter {
  const complete = conditions.filter((condition) => isInForce(condition, mode))
  const key = JSON.stringify({
    match,
    conditions: complete.map(({ field, op, values }) => ({ field, op, values })),
  } satisfies Filter)
  const [asked, setAsked] = useState(key)
  useEffect(() => {
    const timer = setTimeout(() => setAsked(key), PAUSE)
    return () => clearTimeout(timer)
  }, [key])
  return useMemo(() => JSON.parse(asked) as Filter, [asked])
}
