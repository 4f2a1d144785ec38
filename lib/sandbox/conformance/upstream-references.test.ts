import { existsSync } from "node:fs"
import { describe, expect, it } from "vitest"
import { prose, references, tableUnder } from "./upstream-page.ts"

const NUMBERS = /\[(\d+(?:, \d+)*)\]/g

const cited = () =>
  new Set([...prose().matchAll(NUMBERS)].flatMap(([, list = ""]) => list.split(", ").map(Number)))

describe("the references of docs/upstream.md", () => {
  it("are numbered one after the other, each with an address of its own", () => {
    const all = references()
    expect(all.map(({ number }) => number)).toEqual(all.map((_, at) => at + 1))
    expect(new Set(all.map(({ address }) => address)).size).toBe(all.length)
    for (const { address } of all) expect(new URL(address).protocol).toBe("https:")
  })

  it("are all those that the page names, and each is named", () => {
    const listed = references().map(({ number }) => number)
    expect([...cited()].sort((a, b) => a - b)).toEqual(listed)
  })

  it.each([
    "Where the sandbox differs from the files",
    "Statuses that the files do not declare",
    "Bodies that the files admit and that are refused",
  ])("stand in each row of %j that rests on what others saw or publish", (heading) => {
    const sources = tableUnder(heading).map((row) => row.at(-1) ?? "")
    expect(sources.length).toBeGreaterThan(2)
    for (const source of sources) {
      const parts = source.replace(NUMBERS, "#").split(", ")
      expect([source, parts.filter((part) => !known(part))]).toEqual([source, []])
    }
  })
})

/** Seen and published things with numbers; where nobody tells, why it is assumed and the test that shows it. */
function known(part: string): boolean {
  const shownIn = part.match(/^assumed: .+; .+ in (\S+\.test\.ts)$/)?.[1]
  if (shownIn) return existsSync(shownIn)
  return ["files", "seen #", "vendor #"].includes(part)
}
