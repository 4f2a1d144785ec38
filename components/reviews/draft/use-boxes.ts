import { type RefObject, useEffect, useLayoutEffect, useState } from "react"
import { type Box, boxesOfRange } from "#components/ui/boxes.ts"

/** A stretch of the text with the rectangles it fills, one a line. */
export type Boxed<S> = { segment: S; boxes: Box[] }

type Stretch = { start: number; text: string }

function boxesOf(layer: HTMLElement, segments: readonly Stretch[]): Box[][] {
  const node = layer.firstChild
  if (!(node instanceof Text)) return segments.map(() => [])
  const corner = layer.getBoundingClientRect()
  const range = document.createRange()
  return segments.map(({ start, text }) => {
    range.setStart(node, Math.min(start, node.length))
    range.setEnd(node, Math.min(start + text.length, node.length))
    return boxesOfRange(range, corner)
  })
}

/**
 * Where the stretches of a text lie that stands in `layer` as one text node: a browser lays a line out
 * otherwise once it is cut into elements, since it rounds the width of each. Measured before the
 * browser paints, and anew when the layer's size or the fonts change. Empty until the page runs.
 */
export function useBoxes<S extends Stretch>(
  layer: RefObject<HTMLElement | null>,
  segments: readonly S[],
): Boxed<S>[] {
  const [laidOut, setLaidOut] = useState(0)
  // Stretches and rectangles change together: what is shown never pairs old ones with new ones.
  const [boxed, setBoxed] = useState<Boxed<S>[]>([])
  useEffect(() => {
    const again = () => setLaidOut((times) => times + 1)
    const observer = new ResizeObserver(again)
    if (layer.current) observer.observe(layer.current)
    document.fonts.addEventListener("loadingdone", again)
    return () => {
      observer.disconnect()
      document.fonts.removeEventListener("loadingdone", again)
    }
  }, [layer])
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new layout is measured though the text is the same
  useLayoutEffect(() => {
    if (!layer.current) return
    const boxes = boxesOf(layer.current, segments)
    setBoxed(segments.map((segment, at) => ({ segment, boxes: boxes[at] ?? [] })))
  }, [layer, segments, laidOut])
  return boxed
}
