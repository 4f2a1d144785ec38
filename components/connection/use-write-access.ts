"use client"

import { useQuery } from "@tanstack/react-query"
import { connectionQuery } from "./connection-query.ts"
import { WRITE_WORDS } from "./write-words.ts"

/** Why nothing can be written to GHL, in words for where it would be; null while nothing is known against it. */
export function useWhyNotWrite(): string | null {
  const { data } = useQuery(connectionQuery)
  return data?.writesRefused ? WRITE_WORDS[data.writesRefused.kind].why : null
}
