import { expect, test } from "vitest"
import { differencesInWords } from "./differences-words.ts"

test.each([
  [{ decisions: 0, needing: 0, losses: [] }, null],
  [
    { decisions: 1, needing: 0, losses: [] },
    "1 decision differs in GoHighLevel from what was approved, by edits made there. None needs you.",
  ],
  [
    { decisions: 1, needing: 1, losses: ["note-missing" as const] },
    "1 decision differs in GoHighLevel from what was approved and needs you: a note is missing.",
  ],
  [
    { decisions: 2, needing: 2, losses: ["contact-gone" as const, "note-surplus" as const] },
    "2 decisions differ in GoHighLevel from what was approved and need you: a note stands there twice, a contact is gone.",
  ],
  [
    { decisions: 3, needing: 1, losses: ["note-altered" as const] },
    "3 decisions differ in GoHighLevel from what was approved. 1 needs you: a note was altered in the saving. The others were edited there.",
  ],
])("%j is told in a sentence or two", (differences, words) => {
  expect(differencesInWords(differences)).toBe(words)
})
