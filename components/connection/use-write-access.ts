"use client"

import { useQuery } from "@tanstack/react-query"
import { connectionQuery } from "./connection-query.ts"
import { READ_WORDS, WHY_NO_TASK, WRITE_WORDS } from "./write-words.ts"

/** Why nothing can be written to GHL, in words for where it would be; null while nothing is known against it. */
export function useWhyNotWrite(): string | null {
  const { data } = useQuery(connectionQuery)
  if (data?.readsRefusedSince) return READ_WORDS.whyNotWrite
  return data?.writesRefused ? WRITE_WORDS[data.writesRefused.kind].why : null
}

/** Why no task can be written to GHL: nothing can, or tasks alone are refused. */
export function useWhyNotWriteTask(): string | null {
  const whyNot = useWhyNotWrite()
  const { data } = useQuery(connectionQuery)
  if (whyNot !== null || !data?.tasksRefused) return whyNot
  // What is refused everything says nothing of tasks; the banner tells.
  if (data.tokenRefusedSince || data.locationRefusedSince) return null
  return WHY_NO_TASK
}

/** Why nothing can be approved, not even what writes nothing: the contact is read before. */
export function useWhyNotApprove(): string | null {
  const { data } = useQuery(connectionQuery)
  return data?.readsRefusedSince ? READ_WORDS.whyNotApprove : null
}
