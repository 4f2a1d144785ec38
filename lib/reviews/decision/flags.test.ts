import { expect, test } from "vitest"
import { exampleDrafts } from "#lib/sandbox/example-drafts.ts"
import { evidenceFor } from "../evidence-view.ts"
import { besideSandbox } from "../testing/beside-sandbox.ts"
import { posted, rowOf } from "../testing/review-world.ts"
import { openFlags } from "./flags.ts"

const world = besideSandbox()

test("what was not compared is told beside the text, and counts as no flag of a decision", async () => {
  const { db } = world.store
  const [marker] = exampleDrafts()[0]?.source.biomarkers ?? []
  if (!marker) throw new Error("the example has no markers")
  const summary = `${marker.name} is ${marker.value} ${marker.unit}. Selenium is 31 ng/mL.`
  const analysis = "Consider 4,321 IU of vitamin D for 17 weeks."
  const draftId = await posted(db, 0, { summary, analysis } as Parameters<typeof posted>[2])
  const view = await evidenceFor(db, draftId, { summary, analysis })
  const quiet = view?.analysis.filter(({ verdict }) => verdict === "not-compared") ?? []
  expect(quiet.map(({ start, end }) => analysis.slice(start, end))).toEqual([
    "4,321 IU",
    "17 weeks",
  ])
  const all = [...(view?.summary ?? []), ...(view?.analysis ?? [])]
  const many = (verdict: string) => all.filter((one) => one.verdict === verdict).length
  const { flags, contradictions } = await openFlags(db, await rowOf(db, draftId))
  expect(flags).toMatchObject({
    supported: many("supported"),
    notFound: many("not-found"),
    contradicted: 0,
  })
  expect(flags.notFound).toBeGreaterThan(0)
  expect(flags.supported + flags.notFound).toBe(all.length - quiet.length)
  expect(contradictions).toEqual([])
})
