import { readdirSync, readFileSync } from "node:fs"
import { join, relative, resolve } from "node:path"
import { expect, test } from "vitest"

const CORPUS = import.meta.dirname
const CHECKER = resolve(CORPUS, "../evidence")
const LIB = resolve(CORPUS, "../..")

/** Files that a folder's modules import, as paths below `lib`. */
function importsOf(folder: string, tests: boolean): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts") && (tests || !name.endsWith(".test.ts")))
    .flatMap((name) => {
      const file = join(folder, name)
      const named = readFileSync(file, "utf8").matchAll(/(?:from|import\()\s*"([#.][^"]+)"/g)
      return [...named].map(([, path = ""]) =>
        relative(
          LIB,
          path.startsWith("#lib/") ? join(LIB, path.slice(5)) : resolve(file, "..", path),
        ),
      )
    })
}

test("the corpus and the evidence check share their types and nothing else", () => {
  const corpus = importsOf(CORPUS, false)
  const checker = importsOf(CHECKER, true)
  expect(corpus.length).toBeGreaterThan(50)
  expect(checker.length).toBeGreaterThan(5)
  expect(
    corpus.filter(
      (path) => path.startsWith("reviews/evidence/") && path !== "reviews/evidence/types.ts",
    ),
  ).toEqual([])
  expect(corpus.filter((path) => path.startsWith("sandbox/"))).toEqual([])
  expect(checker.filter((path) => path.startsWith("reviews/evidence-corpus"))).toEqual([])
  const own = new Set(corpus.filter((path) => !path.startsWith("reviews/evidence-corpus")))
  expect([...own].sort()).toEqual(["db/schema/reviews.ts", "reviews/evidence/types.ts"])
})
