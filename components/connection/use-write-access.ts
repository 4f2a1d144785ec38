"use client"

import { useQuery } from "@tanstack/react-query"
import { connectionQuery } from "./connection-query.ts"

const REASON =
  "Nothing can be written now: Caredesk’s access token lacks the scope contacts.write in GoHighLevel."

/** Why nothing can be written to GHL, in words for where it would be; null while nothing is known against it. */
export function useWhyNotWrite(): string | null {
  const { data } = useQuery(connectionQuery)
  return data?.writesRefusedSince ? REASON : null
}
