"use client"

import { type RefObject, useMemo, useState } from "react"
import type { PlaceView } from "#lib/reviews/evidence-view.ts"
import { OPEN_VERDICTS } from "./marks.ts"
import { moveAlong } from "./segments.ts"
import { type Evidence, type Finding, type TextName, useEvidence } from "./use-evidence.ts"
import type { Texts } from "./use-saved-texts.ts"

export type Flags = {
  evidence: Evidence
  /** Findings of one text, where they stand in it now. */
  of: (text: TextName) => Finding[]
  /** Contradicted and not found, in the order of the texts. */
  open: Finding[]
  active: Finding | null
  /** A finding's own words. */
  claimOf: (finding: Finding) => string
  choose: (finding: Finding) => void
  /** Chooses the finding at a place of a text, if there is one. */
  chooseAt: (text: TextName, at: number) => void
  step: (by: 1 | -1) => void
}

/** The findings of the evidence check on the texts as they stand, and the one that is looked at. */
export function useFlags(
  reviewId: string,
  texts: Texts,
  fields: Record<TextName, RefObject<HTMLTextAreaElement | null>>,
  /** See `useEvidence`. */
  documentId: string | null | undefined,
  /** Shows where the sources tell of a finding; the best place first. */
  onLight: (places: readonly PlaceView[]) => void,
): Flags {
  const evidence = useEvidence(reviewId, texts, documentId)
  const [activeId, setActiveId] = useState<string | null>(null)
  const here = useMemo(() => {
    if (evidence.state !== "checked") return { summary: [], analysis: [] }
    const of = (name: TextName) =>
      moveAlong(
        evidence.findings.filter(({ text }) => text === name),
        evidence.of[name],
        texts[name],
      )
    return { summary: of("summary"), analysis: of("analysis") }
  }, [evidence, texts])
  const all: Finding[] = [...here.summary, ...here.analysis]
  const open = all.filter(({ verdict }) => OPEN_VERDICTS.includes(verdict))
  const active = all.find(({ id }) => id === activeId) ?? null

  const choose = (finding: Finding) => {
    setActiveId(finding.id)
    const field = fields[finding.text].current
    field?.parentElement
      ?.querySelector(`[data-finding="${finding.id}"]`)
      ?.scrollIntoView({ block: "nearest" })
    if (finding.places.length > 0) onLight(finding.places)
  }
  return {
    evidence,
    of: (name) => here[name],
    open,
    active,
    claimOf: ({ text, start, end }) => texts[text].slice(start, end),
    choose,
    chooseAt: (name, at) => {
      const finding = here[name].find(({ start, end }) => start <= at && at <= end)
      if (finding && finding.id !== activeId) choose(finding)
    },
    step: (by) => {
      if (open.length === 0) return
      const now = open.findIndex(({ id }) => id === activeId)
      const next = now < 0 ? (by > 0 ? 0 : open.length - 1) : (now + by + open.length) % open.length
      const finding = open[next]
      if (finding) choose(finding)
    },
  }
}
