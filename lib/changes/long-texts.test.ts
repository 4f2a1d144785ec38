import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { openTasks } from "#lib/contacts/schedule.ts"
import { withoutSignature } from "#lib/reviews/signature.ts"
import { sentences } from "./merge.ts"
import { normaliseText, withLineFeeds } from "./normalise.ts"
import { endsWithReference, withoutReference } from "./reference.ts"

const REFERENCE = "7K2M-Q9XD"

/** What is done to texts of GHL, and the plain expressions that say it but take the square of a run's length. */
const plainly: [string, (text: string) => unknown, (text: string) => unknown][] = [
  [
    "normaliseText",
    normaliseText,
    (text) =>
      withLineFeeds(text.normalize("NFC"))
        .replace(/\u00a0/g, " ")
        .replace(/[ \t]+$/gm, "")
        .replace(/\n+$/, ""),
  ],
  [
    "withoutReference",
    withoutReference,
    (text) => text.replace(/\s*Caredesk ref [0-9A-Z]{4}-[0-9A-Z]{4}\s*$/i, ""),
  ],
  [
    "withoutSignature",
    withoutSignature,
    (text) =>
      text.replace(/\n+(?:AI draft \(|Call notes read and approved, note by )[^\n]*\s*$/, ""),
  ],
  [
    "sentences",
    sentences,
    (text) => text.match(/\n|[^\S\n]+|[^\s](?:(?![.!?]+\s)[^\n])*[.!?]*/g) ?? [],
  ],
]

const piece = fc.constantFrom(
  ..." |  |\t|\n|\r\n|\u2028|\u00a0|.|...|!|?|x|5.6 %|\ud83d\ude00|\ud83d".split("|"),
  `Caredesk ref ${REFERENCE}`,
  `CAREDESK REF ${REFERENCE.toLowerCase()}`,
  "AI draft (",
  "Call notes read and approved, note by ",
)
const text = fc
  .array(fc.oneof({ weight: 9, arbitrary: piece }, fc.string({ unit: "binary" })), {
    maxLength: 14,
  })
  .map((parts) => parts.join(""))

test.each(plainly)("%s gives what the plain expression says", (_, act, plain) => {
  fc.assert(
    fc.property(text, (one) => {
      expect(act(one)).toEqual(plain(one))
    }),
    { numRuns: 2_000 },
  )
})

const LENGTH = 200_000
/** The square of the length takes ten seconds and more; read once, it takes milliseconds. */
const MOST_MS = 3_000

const beginnings = ["x", "x\nAI draft (", `x\nCaredesk ref ${REFERENCE}`]

const task = { id: "t1", contactId: "c1", title: "Call", assignedTo: null, dueAt: null }
const all: [string, (text: string) => unknown][] = [
  ...plainly.map(([name, act]): [string, (text: string) => unknown] => [name, act]),
  ["endsWithReference", (body) => endsWithReference(body, REFERENCE)],
  ["openTasks", (body) => openTasks([{ ...task, body, completed: false }], "UTC")],
]

describe.each(all)("%s", (_, act) => {
  test.each([".", " ", "\t", "\n", " \n", ".x", "x"])(
    "takes little time over a long run of %j with something behind it",
    (run) => {
      for (const beginning of beginnings) {
        for (const end of ["y", " y", "\ny"]) {
          const long = beginning + run.repeat(LENGTH / run.length) + end
          const before = process.cpuUsage()
          act(long)
          const { user, system } = process.cpuUsage(before)
          expect((user + system) / 1_000).toBeLessThan(MOST_MS)
        }
      }
    },
  )
})

test("a line of ten million signs is still divided", () => {
  const line = ".x".repeat(5_000_000)
  expect(sentences(line)).toEqual([line])
})
