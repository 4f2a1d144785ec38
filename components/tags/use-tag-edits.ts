"use client"

import { useRouter } from "next/navigation"
import { useCallback, useState, useTransition } from "react"
import { withSignIn } from "#components/shell/with-sign-in.ts"
import { editTag } from "#lib/contacts/tag-actions.ts"
import type { Problem } from "#lib/problem.ts"

export type TagEdit = {
  /** Tells edits apart, also two of the same tag. */
  key: number
  tag: string
  act: "add-tag" | "remove-tag"
  /** Null until the server has stored it. */
  changeId: string | null
}

const UNKNOWN: Problem = {
  kind: "network",
  title: "It is not known whether the tag was changed.",
  advice: "Check your connection, and look at the contact again before you change it anew.",
}

const normalised = (tag: string) => tag.trim().toLowerCase()

/** Tags as they will stand once the edits on their way have arrived. */
export function tagsWith(tags: readonly string[], edits: readonly TagEdit[]): string[] {
  let shown = [...tags]
  for (const { tag, act } of edits) {
    shown = shown.filter((one) => one !== tag)
    if (act === "add-tag") shown.push(tag)
  }
  return shown
}

/** Edits of a contact's tags: shown at once, stored as changes, followed until GHL has them. */
export function useTagEdits(contactId: string) {
  const router = useRouter()
  const [edits, setEdits] = useState<TagEdit[]>([])
  const [problem, setProblem] = useState<Problem | null>(null)
  const [, startRefresh] = useTransition()

  const drop = useCallback(
    (key: number) => setEdits((now) => now.filter((edit) => edit.key !== key)),
    [],
  )

  const apply = useCallback(
    async (act: TagEdit["act"], given: string) => {
      const tag = normalised(given)
      if (tag === "") return
      const key = Date.now() + Math.random()
      setProblem(null)
      setEdits((now) => [...now, { key, tag, act, changeId: null }])
      const result = await withSignIn(() => editTag({ contactId, act, tag })).catch(() => undefined)
      if (result?.data?.outcome === "stored") {
        const { changeId } = result.data
        setEdits((now) => now.map((edit) => (edit.key === key ? { ...edit, changeId } : edit)))
        return
      }
      drop(key)
      setProblem(
        result?.data
          ? { kind: "bad-request", title: `The tag was not changed. ${result.data.message}` }
          : (result?.serverError ?? UNKNOWN),
      )
    },
    [contactId, drop],
  )

  /** The change is over: the record is read again, and the edit goes when it is there. */
  const settle = useCallback(
    (key: number) => {
      startRefresh(() => {
        router.refresh()
        drop(key)
      })
    },
    [router, drop],
  )

  return { edits, problem, apply, settle }
}
