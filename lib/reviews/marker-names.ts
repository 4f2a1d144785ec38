import { plainUnit } from "./printed-unit.ts"

/** Words that labs add to a marker's name and that do not change what is measured in blood. */
const QUALIFIERS = new Set([
  "serum",
  "plasma",
  "blood",
  "whole",
  "venous",
  "level",
  "s",
  "p",
  "quantitative",
  "quant",
])

/** A marker's name without case, punctuation, order of its words and qualifiers: equal for one marker. */
export function markerKey(name: string): string {
  const words = name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/\p{M}/gu, "")
    .replace(/[^\p{L}\p{N}+]+/gu, " ")
    .trim()
    .split(" ")
  const kept = words.filter((word) => !QUALIFIERS.has(word))
  return (kept.length > 0 ? kept : words).sort().join(" ")
}

/**
 * A unit in one spelling: `K/µL`, `K/mcL`, `x10E3/uL` and `10*3/mm³` come out as `k/ul`, `k/ul`, `10^3/ul`,
 * `10^3/ul`.
 */
export function unitKey(unit: string): string {
  return plainUnit(unit)
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\u00b5\u03bc]/g, "u")
    .replace(/\s+/g, "")
    .replace(/(?:mc|micro)(?=g|l\b|liter|litre|mol|iu|u\b)/g, "u")
    .replace(/^[x×]+/, "")
    .replace(/^10(?:e|\*+|\^)?\+?(\d+)/, "10^$1")
    .replace(/^m\/?cumm$/, "10^3/ul")
    .replace(/^(?:thou|thousands)(?=\/)/, "thousand")
    .replace(/(?:cu|c)mm$|mm\^?3$/, "ul")
    .replace(/^kul$/, "k/ul")
}
