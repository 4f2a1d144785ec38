"use client"

import { useCallback, useEffect, useRef, useState } from "react"
import { useLeaving } from "#components/shell/use-leaving.ts"
import { withSignIn } from "#components/shell/with-sign-in.ts"
import type { Problem } from "#lib/problem.ts"
import { saveReviewEdit } from "#lib/reviews/actions.ts"

export type Texts = { summary: string; analysis: string }

export type Saving =
  | { state: "saved" | "unsaved" | "saving" }
  | { state: "failed"; problem: Problem }
  /** Another reviewer saved in between; theirs stands on the server, ours on the screen. */
  | { state: "clash"; by: string; theirs: Texts; theirVersion: number }
  | { state: "decided" }

const PAUSE_MS = 700

const sameTexts = (a: Texts, b: Texts) => a.summary === b.summary && a.analysis === b.analysis

/**
 * The reviewer's texts: what is typed stands on the screen at once and on the server after a pause.
 * Nothing typed is ever dropped: a failed save keeps it here and is tried again at the next change.
 */
export function useSavedTexts(reviewId: string, initial: Texts & { editVersion: number }) {
  const [texts, setTexts] = useState<Texts>({
    summary: initial.summary,
    analysis: initial.analysis,
  })
  const [saving, setSaving] = useState<Saving>({ state: "saved" })
  const version = useRef(initial.editVersion)
  const latest = useRef(texts)
  const stored = useRef(texts)
  const unanswered = useRef<Texts | null>(null)
  const running = useRef<Promise<boolean> | null>(null)

  /** Saves what is unsaved, one save at a time. True when the server holds exactly what is on the screen. */
  const save = useCallback(async (): Promise<boolean> => {
    while (running.current) await running.current
    const wanted = latest.current
    if (sameTexts(wanted, stored.current)) return true
    const attempt = async () => {
      setSaving({ state: "saving" })
      const result = await withSignIn(() =>
        saveReviewEdit({ draftId: reviewId, editVersion: version.current, ...wanted }),
      ).catch(() => undefined)
      const answer = result?.data
      const lost = unanswered.current
      unanswered.current = result ? null : wanted
      if (answer?.outcome === "saved") {
        version.current = answer.editVersion
        stored.current = wanted
        setSaving({ state: latest.current === wanted ? "saved" : "unsaved" })
        return latest.current === wanted
      }
      if (answer?.outcome === "edited-by-other" && lost && sameTexts(lost, answer)) {
        // No other: our own save, whose answer got lost.
        version.current = answer.editVersion
        stored.current = lost
        setSaving({ state: sameTexts(latest.current, lost) ? "saved" : "unsaved" })
      } else if (answer?.outcome === "edited-by-other") {
        setSaving({
          state: "clash",
          by: answer.by,
          theirs: { summary: answer.summary, analysis: answer.analysis },
          theirVersion: answer.editVersion,
        })
      } else if (answer) {
        setSaving({ state: "decided" })
      } else {
        setSaving({
          state: "failed",
          problem: result?.serverError ?? {
            kind: "network",
            title: "Your text could not be saved. It is still here.",
            advice: "Check your connection; it is saved with your next change, or press Try again.",
            canRetry: true,
          },
        })
      }
      return false
    }
    running.current = attempt()
    try {
      return await running.current
    } finally {
      running.current = null
    }
  }, [reviewId])

  const change = useCallback((part: Partial<Texts>) => {
    latest.current = { ...latest.current, ...part }
    setTexts(latest.current)
    setSaving((now) =>
      now.state === "clash" || now.state === "decided" ? now : { state: "unsaved" },
    )
  }, [])

  useEffect(() => {
    if (saving.state !== "unsaved" || texts !== latest.current) return
    const timer = setTimeout(save, PAUSE_MS)
    return () => clearTimeout(timer)
  }, [saving.state, texts, save])

  useLeaving(() => {
    if (saving.state === "unsaved" || saving.state === "failed") void save()
  })

  /** Goes on after a clash: with the other's texts, or with ours over theirs, which the person has seen. */
  const settle = useCallback(
    (keep: "mine" | "theirs") => {
      if (saving.state !== "clash") return
      version.current = saving.theirVersion
      stored.current = saving.theirs
      if (keep === "theirs") {
        latest.current = saving.theirs
        setTexts(saving.theirs)
        setSaving({ state: "saved" })
      } else {
        setSaving({ state: "unsaved" })
      }
    },
    [saving],
  )

  return { texts, change, saving, save, settle, version }
}
