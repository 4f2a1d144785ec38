import { expect, test } from "vitest"
import { checkEvidence } from "./check.ts"
import type { EvidenceSources } from "./types.ts"

const sources = (
  sourceText: string,
  dateOrder?: EvidenceSources["dateOrder"],
): EvidenceSources => ({
  biomarkers: [],
  sourceText,
  documentPages: [],
  client: { name: null, birthDate: "1984-05-08" },
  ...(dateOrder ? { dateOrder } : {}),
})
const COLLECTED = "Collected: 2026-09-12\nReported: 2026-09-14"
const said = (text: string, of: EvidenceSources) =>
  checkEvidence(text, of).flatMap(({ kind, verdict, message }) =>
    kind === "date" ? [`${verdict}: ${message}`] : [],
  )

test("a date in numbers is read month first, as an American clinic writes it", () => {
  expect(said("Results of 09/12/2026.", sources(COLLECTED))).toEqual([
    "supported: The sources have September 12, 2026.",
  ])
  for (const text of ["Results of 12/09/2026.", "Blood was collected on 12-09-2026."])
    expect(said(text, sources(COLLECTED))).toEqual([
      "not-found: It is read as December 9, 2026. The sources have September 12, 2026, which it is day first.",
    ])
  expect(said("Born 08/05/1984.", sources(COLLECTED))).toEqual([
    "not-found: It is read as August 5, 1984. The sources have May 8, 1984, which it is day first.",
  ])
})

test("it is read day first where the clinic writes so, or the text shows that it does", () => {
  expect(said("Results of 12/09/2026.", sources(COLLECTED, "day-first"))).toEqual([
    "supported: The sources have September 12, 2026.",
  ])
  expect(said("Results of 09/12/2026.", sources(COLLECTED, "day-first"))).toEqual([
    "not-found: It is read as December 9, 2026. The sources have September 12, 2026, which it is month first.",
  ])
  const both = said("Collected 12/09/2026, reported 14/09/2026.", sources(COLLECTED))
  expect(both.map((one) => one.split(":")[0])).toEqual(["supported", "supported"])
  expect(said("Results of 12.09.2026.", sources(COLLECTED))).toEqual([
    "supported: The sources have September 12, 2026.",
  ])
})

test("a source's date in numbers is read so too, where nothing of the source tells its order", () => {
  const doubtful = sources("Collected: 12/09/2026")
  expect(said("Blood was collected on December 9, 2026.", doubtful)).toEqual([
    "supported: The sources have December 9, 2026.",
  ])
  expect(said("Blood was collected on September 12, 2026.", doubtful)).toEqual([
    "not-found: The sources have December 9, 2026, which is September 12, 2026 day first.",
  ])
  const shown = sources("Collected: 12/09/2026\nReported: 14/09/2026")
  expect(said("Blood was collected on September 12, 2026.", shown)).toEqual([
    "supported: The sources have September 12, 2026.",
  ])
})
