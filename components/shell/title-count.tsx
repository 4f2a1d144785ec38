"use client"

import { useQuery } from "@tanstack/react-query"
import { useEffect } from "react"
import type { WaitingCount } from "#lib/reviews/inbox-types.ts"
import { waitingReviews } from "./waiting-reviews.ts"

const withoutCount = (title: string) => title.replace(/^\(\d+\) /, "")

/** Puts how many drafts wait before the title of every page of the desk: "(3) Reviews · Caredesk". */
export function TitleCount({ waiting: initial }: { waiting: WaitingCount }) {
  const { data } = useQuery({ ...waitingReviews, initialData: initial })
  const { waiting } = data
  useEffect(() => {
    const write = () => {
      const plain = withoutCount(document.title)
      const wanted = waiting > 0 ? `(${waiting}) ${plain}` : plain
      if (plain !== "" && document.title !== wanted) document.title = wanted
    }
    write()
    // The framework writes the title of each page it goes to, some time after it got there.
    const observer = new MutationObserver(write)
    observer.observe(document.head, { childList: true, subtree: true, characterData: true })
    return () => observer.disconnect()
  }, [waiting])
  useEffect(
    () => () => {
      document.title = withoutCount(document.title)
    },
    [],
  )
  return null
}
