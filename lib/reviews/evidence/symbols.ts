import { type Item, wordOf } from "./items.ts"

/** What clinicians write for a marker in just these letters, beside its value: `Na 139, K 4.3`. */
const SYMBOLS: Record<string, string[]> = {
  Na: ["sodium"],
  K: ["potassium"],
  Cl: ["chloride"],
  Ca: ["calcium"],
  Mg: ["magnesium"],
  Fe: ["iron"],
  Zn: ["zinc"],
  Cu: ["copper"],
  Hb: ["hemoglobin"],
  Cr: ["creatinine"],
  Plt: ["platelets"],
  C3: ["complement c3", "own complement c3", "own complement c3, serum"],
  C4: ["complement c4", "own complement c4", "own complement c4, serum"],
}

/** The marker that the letters at item `at` stand for, where the report has it and its value follows. */
export function symbolAt(
  items: Item[],
  at: number,
  text: string,
  present: Set<string>,
): string | undefined {
  const item = items[at]
  if (item?.type !== "word" || !item.capital || item.end - item.start > 3) return undefined
  const next = items[at + 1]
  const valued =
    next?.type === "number" ||
    ((next?.type === "sign" ? /[:=(]/.test(next.sign) : /^(?:is|was|at|of)$/.test(wordOf(next))) &&
      items[at + 2]?.type === "number")
  const written = text.slice(item.start, item.end)
  if (!valued || !Object.hasOwn(SYMBOLS, written)) return undefined
  return SYMBOLS[written]?.find((id) => present.has(id))
}
