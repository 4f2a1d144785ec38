import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { dayStandsIn, nameStandsIn } from "./find-person.ts"
import { checkRightClient, mismatchesInWords } from "./right-client.ts"

describe("the right-client check", () => {
  const contact = { userId: "usr_1", documentIds: ["doc1", "doc2"], fieldsProblem: null }

  test("passes a draft whose user id and document are the contact's", () => {
    expect(checkRightClient({ userId: "usr_1", documentId: "doc2" }, contact)).toMatchObject({
      userId: { state: "match" },
      document: { state: "match" },
      blocked: false,
    })
  })

  test.each([
    ["another client's user id", { userId: "usr_2", documentId: "doc1" }, contact],
    ["another client's document", { userId: "usr_1", documentId: "doc9" }, contact],
    ["a user id where the contact has none", { userId: "usr_1" }, { ...contact, userId: "" }],
  ])("blocks %s", (_, draft, of) => {
    expect(checkRightClient(draft, of).blocked).toBe(true)
  })

  const USER_ID = "The draft's lab platform user id belongs to another client."
  const DOCUMENT = "The draft's document does not hang on this contact."

  test.each([
    ["the user id", { userId: "usr_2", documentId: "doc1" }, USER_ID],
    ["the document", { userId: "usr_1", documentId: "doc9" }, DOCUMENT],
    ["both", { userId: "usr_2", documentId: "doc9" }, `${USER_ID} ${DOCUMENT}`],
    ["nothing", { userId: "usr_1", documentId: "doc1" }, ""],
  ])("says all that does not match: %s", (_, draft, words) => {
    expect(mismatchesInWords(checkRightClient(draft, contact))).toBe(words)
  })

  test("says what it could not compare, and does not block for it", () => {
    expect(checkRightClient({ userId: null }, contact)).toMatchObject({
      userId: { state: "unknown" },
      document: { state: "unknown" },
      blocked: false,
    })
  })

  test("compares nothing but the documents it sees while the fields have no names", () => {
    const title = "No names."
    const of = { ...contact, userId: "", fieldsProblem: { kind: "missing-scope" as const, title } }
    expect(checkRightClient({ userId: "usr_2", documentId: "doc9" }, of)).toMatchObject({
      userId: { state: "unknown", message: expect.stringContaining(title) },
      document: { state: "unknown", message: expect.stringContaining(title) },
      blocked: false,
    })
    expect(checkRightClient({ userId: null, documentId: "doc1" }, of).document.state).toBe("match")
  })

  test("blocks exactly the user ids that are not the contact's", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.string({ minLength: 1 }), (one, other) => {
        fc.pre(one.trim() !== "" && other.trim() !== "")
        const { blocked } = checkRightClient({ userId: one }, { ...contact, userId: other })
        expect(blocked).toBe(one.trim() !== other.trim())
      }),
    )
  })
})

describe("a person in a document's text", () => {
  const text =
    "Patient: MCDONNELL-O'BRIEN, Siobhan\nDate of birth: 03/07/1984\nCollected 2026-10-02"

  test("is found by name whatever case, accents and order", () => {
    expect(nameStandsIn(text, "Siobhán McDonnell-O'Brien")).toBe(true)
    expect(nameStandsIn(text, "Siobhán McDonnell")).toBe(true)
    expect(nameStandsIn(text, "Siobhán Brienne")).toBe(false)
    expect(nameStandsIn(text, "")).toBe(false)
  })

  test.each([
    "1984-03-07",
    "03/07/1984",
    "3/7/1984",
    "07.03.1984",
    "March 7, 1984",
    "7 Mar 1984",
    "07-MAR-1984",
    "03/07/84",
    "07-Mar-84",
    "7Mar1984",
    "19840307",
  ])("is found by the birth date written as %s", (written) => {
    expect(dayStandsIn(`born ${written}.`, "1984-03-07")).toBe(true)
    expect(dayStandsIn(`born ${written}.`, "1984-03-08")).toBe(false)
    expect(dayStandsIn(`born ${written}.`, "1985-03-07")).toBe(false)
  })

  test("is told from a day with month and day the other way round, by the clinic's way", () => {
    expect(dayStandsIn("DOB 07/03/1984", "1984-03-07")).toBe(false)
    expect(dayStandsIn("DOB 07/03/1984", "1984-03-07", "day-first")).toBe(true)
    expect(dayStandsIn("DOB 03/07/1984", "1984-03-07", "day-first")).toBe(false)
    for (const order of ["month-first", "day-first"] as const) {
      expect(dayStandsIn("DOB 27/03/1984", "1984-03-27", order)).toBe(true)
      expect(dayStandsIn("DOB 03/27/84", "1984-03-27", order)).toBe(true)
      expect(dayStandsIn("DOB 07.03.1984", "1984-03-07", order)).toBe(true)
    }
  })

  test("is not found in the digits of another date", () => {
    expect(dayStandsIn("13/07/1984", "1984-03-07")).toBe(false)
    expect(dayStandsIn("03/07/19845", "1984-03-07")).toBe(false)
  })
})
