/** The normal quantile for 95 %. */
const Z = 1.959963984540054

/** Wilson's 95 % interval for a share of `hits` in `total`; all of it when nothing was tried. */
export function wilson(hits: number, total: number): { low: number; high: number } {
  if (total === 0) return { low: 0, high: 1 }
  const share = hits / total
  const square = Z * Z
  const middle = (share + square / (2 * total)) / (1 + square / total)
  const reach =
    (Z / (1 + square / total)) *
    Math.sqrt((share * (1 - share)) / total + square / (4 * total * total))
  return { low: Math.max(0, middle - reach), high: Math.min(1, middle + reach) }
}
