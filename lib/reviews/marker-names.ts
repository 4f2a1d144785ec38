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

/** A unit in one spelling: `K/µL`, `x10E3/uL` and `10*3/uL` come out as `k/ul`, `10^3/ul`, `10^3/ul`. */
export function unitKey(unit: string): string {
  return unit
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\u00b5\u03bc]/g, "u")
    .replace(/mcg/g, "ug")
    .replace(/\s+/g, "")
    .replace(/^[x×]+/, "")
    .replace(/^10(?:e|\*+|\^)?\+?(\d+)/, "10^$1")
    .replace(/^[km]\/?cumm$/, "10^3/ul")
    .replace(/(?:cumm|mm\^?3)$/, "mm3")
}
