import { expect, test } from "vitest"
import {
  acceptAllNotes,
  acceptedInWords,
  editInWords,
  isPickable,
  standsInWords,
} from "./backlog-words.ts"

const row = { id: "1", contactId: "c", clientName: null, text: "Text.", foundAt: "", heldBy: null }
const kims = { by: "Kim Vane", mine: false, taken: true }

test("a text that was edited says by whom, and that its review has the other text", () => {
  expect(editInWords(kims)).toEqual({
    badge: "Edited by Kim Vane",
    more: "Here the text stands as it was found. What Kim Vane made of it stands in its review, where it is decided.",
  })
  expect(editInWords({ ...kims, mine: true })).toEqual({
    badge: "Edited by you",
    more: "Here the text stands as it was found. What you made of it stands in its review, where it is decided.",
  })
})

test("words that never stood in the draft are said to be among its versions", () => {
  expect(editInWords({ ...kims, taken: false }).more).toBe(
    "What Kim Vane wrote was not taken into the draft. It stands among the versions in its review, where it is decided.",
  )
})

test("only what nobody else reviews and nobody has edited can be picked", () => {
  expect(isPickable({ ...row, edited: null })).toBe(true)
  expect(isPickable({ ...row, edited: kims })).toBe(false)
  expect(isPickable({ ...row, edited: { ...kims, mine: true } })).toBe(false)
  expect(isPickable({ ...row, edited: null, heldBy: "Kim Vane" })).toBe(false)
})

test.each([
  [1, 1, 0, /^This text stood .*approved it here\.$/],
  [1, 1, 1, /It was edited here since, and is decided in its own review\.$/],
  [7, 7, 0, /^These 7 texts stood .*approved them here\.$/],
  [7, 7, 1, /One of them was edited here since and is decided in its own review\.$/],
  [45, 20, 3, /^45 texts .*3 of them were edited.*in their own reviews\. This page shows 20 of/],
])(
  "of %i texts, %i on the page and %i edited, it is said what they are",
  (total, shown, edited, words) => {
    expect(standsInWords({ total, shown, edited })).toMatch(words)
  },
)

test("accepting all says what is among them and what is not", () => {
  expect(acceptAllNotes({ acceptable: 7, onPage: 7, total: 7 })).toBe("")
  expect(acceptAllNotes({ acceptable: 40, onPage: 18, total: 40 })).toBe(
    "Texts that you have not seen on this page are among them.",
  )
  expect(acceptAllNotes({ acceptable: 6, onPage: 6, total: 7 })).toBe(
    "Those that were edited here or are under review by somebody else are left out.",
  )
})

test("what came of it says what was left, and why it may have been", () => {
  expect(acceptedInWords({ accepted: 1, left: 0 })).toBe(
    "1 text accepted. Nothing was written to GoHighLevel.",
  )
  expect(acceptedInWords({ accepted: 2, left: 3 })).toBe(
    "2 texts accepted. Nothing was written to GoHighLevel. 3 were left: decided, changed in GoHighLevel, edited here, or under review by somebody else.",
  )
})
