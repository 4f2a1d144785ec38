import { existsSync, readFileSync } from "node:fs"
import { describe, expect, it, test } from "vitest"

const page = (name: string) => readFileSync(`docs/${name}`, "utf8")

/** Files of the project that a text names: in back quotes, with a folder or an ending. */
const filesNamed = (text: string) =>
  [...text.matchAll(/`(\.?[\w@()[\]./-]+\.(?:tsx?|mjs|json|sql|md)|\.gitignore)`/g)].map(
    ([, file]) => file ?? "",
  )

/** Rows of the tables of requirements, a list of cells each. */
const requirements = page("security.md")
  .split("\n")
  .filter((line) => /^\| (?!Requirement|Paragraph|---)/.test(line))
  .map((line) =>
    line
      .slice(1, -1)
      .split(" | ")
      .map((cell) => cell.trim()),
  )

/** Pages and files that a page of `docs` links to. */
const filesLinked = (text: string) =>
  [...text.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, file]) => `docs/${file}`)

test.each(["security.md", "operations.md"])("every file that docs/%s names is there", (name) => {
  const files = [...filesNamed(page(name)), ...filesLinked(page(name))]
  expect(files.length).toBeGreaterThan(15)
  expect(files.filter((file) => !existsSync(file))).toEqual([])
})

describe("docs/security.md", () => {
  it("has each requirement in four cells", () => {
    expect(requirements.length).toBeGreaterThan(50)
    expect(requirements.filter((cells) => cells.length !== 4)).toEqual([])
  })

  it("names a test for each requirement, or says that there is none", () => {
    const isShown = (how = "") =>
      how.startsWith("no test") || filesNamed(how).some((file) => /\.(test|spec)\.ts$/.test(file))
    expect(requirements.filter(([, , , how]) => !isShown(how))).toEqual([])
  })

  it("calls nothing shown that does not hold", () => {
    const no = requirements.filter(([, what]) => what?.startsWith("**No.**"))
    expect(no.length).toBeGreaterThan(0)
    expect(no.filter(([, , , how]) => how !== "no test, does not hold")).toEqual([])
  })
})

test("docs/operations.md has every variable that is read, and no other", () => {
  const read = new Set(
    [
      ...readFileSync("lib/env.ts", "utf8").matchAll(
        /^ {2}([A-Z][A-Z_]+): (?:text|z\.|web|with|opt)/gm,
      ),
      ...["lib/commands/start.ts", "lib/listening.ts", "lib/log.ts"].flatMap((file) => [
        ...readFileSync(file, "utf8").matchAll(/(?:process\.env|from)\.([A-Z_]+)/g),
      ]),
    ].map(([, name]) => name ?? ""),
  )
  const ours = [...read].filter((name) => !name.startsWith("TEST_") && name !== "NEXTAUTH_URL")
  const told = [...page("operations.md").matchAll(/^\| `([A-Z_]+)`/gm)].map(([, name]) => name)
  expect(ours.length).toBeGreaterThan(15)
  expect(told.toSorted()).toEqual(ours.toSorted())
})
