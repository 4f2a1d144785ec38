import { expect, test } from "vitest"
import { checkEvidence } from "./check.ts"
import type { EvidenceSources } from "./types.ts"

/** Nothing is known of what the drafts speak of: only their own words can be held against each other. */
const NOTHING: EvidenceSources = {
  biomarkers: [],
  sourceText: "",
  documentPages: [],
  client: { name: null, birthDate: null },
}
const wrong = (text: string) =>
  checkEvidence(text, NOTHING).flatMap(({ kind, verdict, start, end, message }) =>
    kind === "direction" && verdict === "contradicted"
      ? [`${text.slice(start, end)}: ${message}`]
      : [],
  )

test.each([
  ["It rose from 12.8 to 11.8.", "rose", "12.8 to 11.8"],
  ["Vitamin D is 26 ng/mL, down from 19.", "down", "19 to 26"],
  ["It is sliding further, from 12.0 to 12.3.", "sliding", "12 to 12.3"],
  ["It has gained a full point, from 12.8 to 11.8.", "gained", "12.8 to 11.8"],
  ["Ferritin fell from 52 to 143 ng/mL.", "fell", "52 to 143"],
])("%s contradicts itself", (text, words, numbers) => {
  expect(wrong(text)).toEqual([`${words}: By the draft's own numbers it went from ${numbers}.`])
})

test.each([
  "It rose from 11.8 to 12.8.",
  "Vitamin D is 26 ng/mL, up from 19.",
  "It did not rise from 12.8 to 11.8.",
  "If it rose from 12.8 to 11.8, we would repeat it.",
  "It rose from 5 mg to 4 IU.",
  "LDL rose, and HDL went from 60 to 50.",
  "It improved from 160 to 120.",
])("%s does not", (text) => {
  expect(wrong(text)).toEqual([])
})
