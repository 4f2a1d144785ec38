import { expect, test } from "vitest"
import { liveDiff } from "./live-diff.ts"

const told = (before: string, after: string) =>
  liveDiff(before, after)
    .map(({ kind, text }) => ({ same: text, added: `[+${text}]`, removed: `[-${text}]` })[kind])
    .join("")

const sentences = (from: number, count: number) =>
  Array.from({ length: count }, (_, n) => `Sentence number ${from + n} says a thing or two. `).join(
    "",
  )

test("an unchanged text has nothing to show", () => {
  expect(liveDiff("The same.", "The same.")).toEqual([])
})

test("a change is shown with words around it, and the rest is left out", () => {
  const text = sentences(100, 40)
  const now = text.replace("number 120 says", "number 120 shouts")
  const shown = told(text, now)
  expect(shown).toContain("[-says][+shouts]")
  expect(shown).toMatch(/^ … \S/)
  expect(shown).toMatch(/\S … $/)
  expect(shown.length).toBeLessThan(260)
})

test("of what stands between two changes only the ends are shown", () => {
  const text = sentences(100, 40)
  const now = text.replace("number 105 says", "number 105 shouts").replace("130 says", "130 sings")
  const shown = told(text, now)
  expect(shown).toContain("[+shouts]")
  expect(shown).toContain("[+sings]")
  expect(shown.match(/…/g)).toHaveLength(3)
})

test("a text in place of another is told as a whole", () => {
  expect(told("Iron is low.", "")).toBe("[-Iron is low.]")
  expect(told("", "Iron is low.")).toBe("[+Iron is low.]")
})

test("two texts of 20,000 characters that share nothing, or nearly all, are compared between two keys", () => {
  const words = (seed: number) => {
    let text = ""
    for (let n = 1; text.length < 20_000; n++) {
      text += `w${(n * seed) % 97}${n % 14 === 0 ? ". " : " "}`
    }
    return text
  }
  const [one, other] = [words(31), words(53)]
  const edited = one
    .split(" ")
    .map((word, n) => (n % 200 === 7 ? "edit" : word))
    .join(" ")
  liveDiff(one, other)
  for (const [before, after] of [
    [one, other],
    [one, edited],
    [one.slice(0, 1_500), other],
  ] as const) {
    const began = performance.now()
    liveDiff(before, after)
    expect(performance.now() - began).toBeLessThan(1_000)
  }
})
