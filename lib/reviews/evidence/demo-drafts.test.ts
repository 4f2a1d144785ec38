import { expect, test } from "vitest"
import { demoDrafts } from "#lib/sandbox/example-drafts.ts"
import { checkEvidence } from "./check.ts"

/** What is wrong in the drafts of the demo, and nothing else is: the first that a newcomer sees of the check. */
const WRONG: Record<string, string[]> = {
  "demo-2": ["414 mg/dL", "414 mg/dL"],
  "demo-5": ["5.61 mIU/L", "5.61 mIU/L"],
}

test.each(demoDrafts().map((draft) => [draft.runId, draft] as const))(
  "%s is contradicted where it is wrong, and nowhere else",
  (runId, { summary, analysis, source }) => {
    const sources = {
      biomarkers: source.biomarkers,
      sourceText: source.text,
      documentPages: [],
      client: { name: null, birthDate: null },
      dateOrder: "month-first" as const,
    }
    const contradicted = [summary, analysis].flatMap((text) =>
      checkEvidence(text, sources)
        .filter(({ verdict }) => verdict === "contradicted")
        .map(({ start, end }) => text.slice(start, end)),
    )
    expect(contradicted).toEqual(WRONG[runId] ?? [])
  },
)
