import { describe, expect, test } from "vitest"
import { carriesReference, newReference, withReference } from "./reference.ts"
import { checkRequest, InvalidChangeError } from "./request.ts"
import type { StepRequest } from "./types.ts"

const request = (...steps: StepRequest[]) => ({
  contactId: "contact1",
  kind: "tags",
  personId: "6f1c1a52-6f5e-4a53-9a3c-0b9f3a6f2a11",
  steps,
})
const field = (wanted: string): StepRequest => ({
  kind: "set-field",
  fieldId: "f1",
  label: "Call notes",
  seen: "",
  wanted,
})

describe("a request for a change", () => {
  test("is refused in words that fit the screen", () => {
    expect(() => checkRequest(request())).toThrow("There is nothing to change.")
    expect(() =>
      checkRequest(request({ kind: "add-tag", tag: "VIP" }, { kind: "remove-tag", tag: " vip" })),
    ).toThrow("The tag vip cannot be added and removed at once.")
    expect(() =>
      checkRequest(request({ kind: "add-tag", tag: "VIP" }, { kind: "add-tag", tag: "vip" })),
    ).toThrow("The tag vip is listed twice.")
    expect(() => checkRequest(request({ kind: "add-tag", tag: "  " }))).toThrow(
      "A tag cannot be empty.",
    )
    expect(() => checkRequest(request({ kind: "create-note", body: " \n" }))).toThrow(
      "The note is empty.",
    )
    expect(() => checkRequest(request(field("one"), field("two")))).toThrow(InvalidChangeError)
    expect(() => checkRequest({ ...request(field("one")), contactId: "../locations" })).toThrow(
      InvalidChangeError,
    )
  })

  test("brings tags into GHL's form and keeps out what Postgres cannot store", () => {
    expect(checkRequest(request({ kind: "add-tag", tag: " VIP " })).steps).toEqual([
      { kind: "add-tag", tag: "vip" },
    ])
    expect(checkRequest(request(field("a\0b\ud800"))).steps).toMatchObject([{ wanted: "ab\ufffd" }])
  })
})

describe("the reference of a note", () => {
  test("is found again however the note came back", () => {
    const reference = newReference()
    expect(reference).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/)
    const body = withReference("The analysis\n\n", reference)
    expect(body).toBe(`The analysis\n\nCaredesk ref ${reference}`)
    expect(carriesReference(`<p>The analysis</p><p>${body}</p>`, reference)).toBe(true)
    expect(carriesReference(body, newReference())).toBe(false)
  })
})
