"use client"

import { useCallback, useEffect, useRef, useState } from "react"
import type { Kept } from "#components/shell/last-words.ts"
import { useAskBeforeLeaving } from "#components/shell/use-ask-before-leaving.ts"
import { useLeaving } from "#components/shell/use-leaving.ts"
import { withSignIn } from "#components/shell/with-sign-in.ts"
import type { Problem } from "#lib/problem.ts"
import { restoreReviewVersion, saveReviewEdit } from "#lib/reviews/actions.ts"
import type { Authorship } from "#lib/reviews/authorship.ts"
import { keptAs } from "./kept-as.ts"

export type Texts = { summary: string; analysis: string }

/** Texts with who wrote what in them. */
type Authored = Texts & { authorship: Authorship }

export type Saving =
  | { state: "saved" | "unsaved" | "saving" }
  | { state: "failed"; problem: Problem }
  /** Another reviewer saved in between; theirs stands on the server, ours on the screen. */
  /** `by` is null for the same person, in another tab. */
  | { state: "clash"; by: string | null; theirs: Authored; theirVersion: number }
  /** Another reviewer has the draft; our text is kept among its versions. */
  | { state: "taken"; by: string }
  /** Decided or superseded; our text is kept among its versions. */
  | { state: "decided" }

const SAVED: Saving = { state: "saved" }
const PAUSE_MS = 700
const AGAIN_MS = 3000

const sameTexts = (a: Texts, b: Texts) => a.summary === b.summary && a.analysis === b.analysis

/**
 * The reviewer's texts: what is typed stands on the screen at once and on the server after a pause.
 * Nothing typed is ever dropped: a failed save keeps it here; while Caredesk cannot be reached it is tried
 * again after a while, otherwise at the next change.
 */
export function useSavedTexts(
  reviewId: string,
  initial: Texts & { editVersion: number; authorship: Authorship },
) {
  const [texts, setTexts] = useState<Texts>({
    summary: initial.summary,
    analysis: initial.analysis,
  })
  const [saving, setSaving] = useState<Saving>({ state: "saved" })
  /** The texts that the server holds, with their authors. */
  const [base, setBase] = useState({
    summary: initial.summary,
    analysis: initial.analysis,
    authorship: initial.authorship,
  })
  const version = useRef(initial.editVersion)
  const latest = useRef(texts)
  const stored = useRef(texts)
  /** Sent without an answer: until one tells, the server may hold any of them in the place of `stored`. */
  const unanswered = useRef<Texts[]>([])
  const running = useRef<Promise<boolean> | null>(null)
  /** What the last answer means for the text. */
  const lastKept = useRef<Kept>("taken")

  /** Saves what is unsaved, one save at a time. True when the server holds exactly what is on the screen. */
  const save = useCallback(async (): Promise<boolean> => {
    while (running.current) await running.current
    const wanted = latest.current
    if (unanswered.current.length === 0 && sameTexts(wanted, stored.current)) {
      // Typed and taken back.
      setSaving((now) => (now.state === "unsaved" || now.state === "failed" ? SAVED : now))
      return true
    }
    const attempt = async () => {
      setSaving({ state: "saving" })
      const before = unanswered.current
      unanswered.current = [...before, wanted]
      const result = await withSignIn(() =>
        saveReviewEdit({ draftId: reviewId, editVersion: version.current, ...wanted }),
      ).catch(() => undefined)
      const answer = result?.data
      // Only an answer with texts tells what the server holds.
      const told = answer && "summary" in answer ? answer : null
      const lost = told && before.find((sent) => sameTexts(sent, told))
      if (told) unanswered.current = []
      else if (result) unanswered.current = before
      lastKept.current = result ? keptAs(answer) : "unreachable"
      if (answer?.outcome === "saved") {
        version.current = answer.editVersion
        stored.current = wanted
        setBase({ ...wanted, authorship: answer.authorship })
        setSaving({ state: latest.current === wanted ? "saved" : "unsaved" })
        // What was typed meanwhile is sent at the next try.
        lastKept.current = latest.current === wanted ? "taken" : "unreachable"
        return latest.current === wanted
      }
      if (answer?.outcome === "edited-by-other" && lost) {
        // No other: our own save, whose answer got lost.
        version.current = answer.editVersion
        stored.current = lost
        setBase({ ...lost, authorship: answer.authorship })
        lastKept.current = sameTexts(latest.current, lost) ? "taken" : "unreachable"
        setSaving({ state: sameTexts(latest.current, lost) ? "saved" : "unsaved" })
      } else if (answer?.outcome === "edited-by-other") {
        setSaving({
          state: "clash",
          by: answer.by,
          theirs: {
            summary: answer.summary,
            analysis: answer.analysis,
            authorship: answer.authorship,
          },
          theirVersion: answer.editVersion,
        })
      } else if (answer?.outcome === "claimed-by-other") {
        setSaving({ state: "taken", by: answer.by })
      } else if (answer) {
        setSaving({ state: "decided" })
      } else {
        setSaving({
          state: "failed",
          problem: result?.serverError ?? {
            kind: "network",
            title: "Your text could not be saved. It is still here.",
            advice: "Check your connection; it is tried again until it is saved.",
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
    setSaving((now) => (now.state === "clash" ? now : { state: "unsaved" }))
  }, [])

  useEffect(() => {
    const unreachable = saving.state === "failed" && saving.problem.kind === "network"
    if ((saving.state !== "unsaved" && !unreachable) || texts !== latest.current) return
    const timer = setTimeout(save, unreachable ? AGAIN_MS : PAUSE_MS)
    return () => clearTimeout(timer)
  }, [saving, texts, save])

  const leave = useCallback(async (): Promise<Kept> => {
    const kept = await save()
    return kept ? "taken" : lastKept.current
  }, [save])
  const waits = ["unsaved", "saving", "failed"].includes(saving.state)
  useLeaving(waits ? leave : null)
  // Caredesk out of reach is tried until it answers; what it refused would be gone with the page.
  const refused =
    saving.state === "clash" || (saving.state === "failed" && saving.problem.kind !== "network")
  useAskBeforeLeaving({ tab: refused, link: refused })

  /** Goes on after a clash: with the other's texts, or with ours over theirs, which the person has seen. */
  const settle = useCallback(
    (keep: "mine" | "theirs") => {
      if (saving.state !== "clash") return
      const { summary, analysis, authorship } = saving.theirs
      const texts = { summary, analysis }
      version.current = saving.theirVersion
      stored.current = texts
      setBase({ ...texts, authorship })
      if (keep === "theirs") {
        latest.current = texts
        setTexts(texts)
        setSaving({ state: "saved" })
      } else {
        setSaving({ state: "unsaved" })
      }
    },
    [saving],
  )

  /** Takes over what the server holds now, unless something typed here is not saved yet. */
  const { editVersion, summary, analysis, authorship } = initial
  useEffect(() => {
    if (editVersion <= version.current || !sameTexts(latest.current, stored.current)) return
    const texts = { summary, analysis }
    const withdrawn = unanswered.current.some((sent) => sameTexts(sent, texts))
    version.current = editVersion
    stored.current = texts
    unanswered.current = []
    setBase({ ...texts, authorship })
    if (withdrawn) {
      // Our own save, whose answer is not here: what stands on the screen came after it.
      setSaving({ state: "unsaved" })
      return
    }
    latest.current = texts
    setTexts(texts)
    setSaving({ state: "saved" })
  }, [editVersion, summary, analysis, authorship])

  /** Puts an earlier version in the place of the texts. False when something came in between. */
  const restore = useCallback(
    async (versionId: string): Promise<boolean> => {
      if (!(await save())) return false
      const result = await withSignIn(() =>
        restoreReviewVersion({ draftId: reviewId, versionId, editVersion: version.current }),
      ).catch(() => undefined)
      const answer = result?.data
      if (answer?.outcome !== "saved") return false
      const texts = { summary: answer.summary, analysis: answer.analysis }
      version.current = answer.editVersion
      stored.current = texts
      latest.current = texts
      setTexts(texts)
      setBase({ ...texts, authorship: answer.authorship })
      setSaving({ state: "saved" })
      return true
    },
    [reviewId, save],
  )

  /** After the claim came back: what could not be saved is tried again. */
  const resume = useCallback(() => {
    setSaving((now) => (now.state === "taken" ? { state: "unsaved" } : now))
  }, [])

  return { texts, base, resume, change, saving, save, settle, restore, version }
}
