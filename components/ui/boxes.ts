/** A rectangle in px, from the upper left corner of the element it was measured in. */
export type Box = { left: number; top: number; width: number; height: number }

/** The rectangles a range fills, one a line, as seen from the corner of an element. */
export function boxesOfRange(range: Range, within: DOMRect): Box[] {
  return [...range.getClientRects()]
    .filter(({ width, height }) => width > 0 && height > 0)
    .map(({ left, top, width, height }) => ({
      left: left - within.left,
      top: top - within.top,
      width,
      height,
    }))
}
