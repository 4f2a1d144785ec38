import { expect, test } from "vitest"
import { checkEvidence } from "./check.ts"
import type { EvidenceSources } from "./types.ts"

const SOURCES: EvidenceSources = {
  biomarkers: [{ name: "LDL Cholesterol", value: 131, unit: "mg/dL", low: 0, high: 100 }],
  sourceText: "",
  documentPages: [],
  client: { name: "Maria D'Angelo", birthDate: null },
}

const namesIn = (text: string, sources = SOURCES) =>
  checkEvidence(text, sources).flatMap(({ kind, verdict, start, end }) =>
    kind === "name" ? [`${verdict} ${text.slice(start, end)}`] : [],
  )

// Each with the client's first or full name, and with somebody else's in its place.
test.each([
  ["So, NAME, your labs are back!", "Maria", "Siobhan"],
  ["Thank you for listening, NAME.", "Maria", "Vikram"],
  ["Take good care, NAME!", "Maria", "Anneliese"],
  ["You've got this, NAME.", "Maria", "Wendell"],
  ["Good morning NAME, here are your results.", "Maria", "Chloe"],
  ["**Client:** NAME  **Collected:** 2026-10-09", "Maria D'Angelo", "Nadia Nguyen"],
  ["- Call NAME to book.", "Maria", "Dolores"],
  ["Ask whether NAME still takes levothyroxine.", "Maria", "Chester"],
  ["Call script for NAME (46)", "Maria", "Clark"],
  ["What has changed for NAME?", "Maria", "Eleanor"],
  ['Open with: "NAME, thanks for getting your blood drawn."', "Maria", "Zuzana"],
  ["NAME labs 5/14/2026. LDL 131.", "D'ANGELO, MARIA", "THISTLEWOOD, JOY"],
  ["Lab sheet for NAME (1 of 5)", "D'ANGELO, MARIA", "HARGREAVES, JOY"],
  ["Pt NAME, DOB 09/17/1984. LDL 131.", "Maria D.", "Augustus U."],
])("a person who is spoken to or of: %s", (text, own, other) => {
  expect(namesIn(text.replace("NAME", own))).toEqual([`supported ${own}`])
  expect(namesIn(text.replace("NAME", other))).toEqual([`contradicted ${other}`])
})

test.each([
  "Tell Maria that LDL is 131.",
  "Rec D3 5000 IU daily.",
  "HIGH: LDL, MPO, and that is all.",
  "LDL was drawn in the morning, Monday.",
  "Your blood was sent to Quest, Dallas. LDL is 131.",
  "Call Labcorp to ask. Ask Quest if they can repeat it.",
  "What has changed for LDL? It is 131 mg/dL.",
])("what is nobody else: %s", (text) => {
  expect(namesIn(text).filter((name) => name.startsWith("contradicted"))).toEqual([])
})

test("a report that prints the last name first tells the name", () => {
  const printed = (line: string) => ({
    ...SOURCES,
    sourceText: `${line}\nLDL 131 mg/dL`,
    client: { name: null, birthDate: null },
  })
  for (const line of [
    "Patient: D'Angelo, Maria",
    "Patient: D'Angelo, Maria L.",
    "Name: Maria D'Angelo, Female",
  ])
    expect(namesIn("Dear Maria, LDL is 131.", printed(line)), line).toEqual(["supported Maria"])
  expect(namesIn("Dear Joy, LDL is 131.", printed("Patient: D'Angelo, DOB: 1/2/1980"))).toEqual([
    "contradicted Joy",
  ])
})
