/** How a text writes numbers. */
export type FigureStyle = { decimal: "." | ","; thousands: "" | "," | " " }

export const PLAIN: FigureStyle = { decimal: ".", thousands: "" }

/** A number with this many decimals. */
export function figure(number: number, digits: number, style: FigureStyle = PLAIN): string {
  const [whole = "", fraction] = number.toFixed(digits).split(".")
  const grouped = style.thousands ? whole.replace(/\B(?=(\d{3})+$)/g, style.thousands) : whole
  return fraction ? `${grouped}${style.decimal}${fraction}` : grouped
}

/** The number that stands in a text of the style; signs such as `<` in front are passed over. */
export function readFigure(text: string, style: FigureStyle = PLAIN): number {
  const bare = style.thousands ? text.replaceAll(style.thousands, "") : text
  return Number(bare.replace(/^[^\d]*/, "").replace(style.decimal, "."))
}

export function rounded(number: number, digits: number): number {
  return Number(number.toFixed(digits))
}

/** Whether both are the same number as far as a text can tell. */
export const sameNumber = (a: number, b: number) =>
  Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b))
