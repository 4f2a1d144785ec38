import { isGeneral } from "./general.ts"
import type { Item, MarkerItem } from "./items.ts"
import { isMarker, type Reading } from "./reading.ts"

/** How sure it is that a number is said of a marker. */
export type Bond = "tight" | "loose" | "topic"
export type Subject = { marker: MarkerItem; bond: Bond; others: MarkerItem[] }

/** `Vitamin D` or `**TSH:**` as a line of its own heads what follows it. */
function headingAt(items: Item[], { from, to }: { from: number; to: number }): Subject | null {
  const named = items.slice(from, to).filter((item) => item.type !== "sign")
  const [marker] = named
  return named.length === 1 && isMarker(marker) ? { marker, bond: "topic", others: [] } : null
}

/** The marker the sentence before was about: `LDL stood out. At 178 mg/dL it is …`. */
export function topicBefore(reading: Reading, sentence: number): Subject | null {
  const { items } = reading
  for (let back = sentence - 1; back >= Math.max(0, sentence - 2); back--) {
    const span = reading.sentences[back]
    if (!span) return null
    // Neither a blank line nor a list goes on with the topic.
    const last = items[span.to - 1]
    if (last?.type === "sign" && last.sign === "\n") return headingAt(items, span)
    const found = items
      .slice(Math.max(span.from, span.to - 80), span.to)
      .filter((item, index, all) => isMarker(item) && !isGeneral(all, index)) as MarkerItem[]
    const marker = found.at(-1)
    if (marker) return { marker, bond: "topic", others: found.slice(0, -1).slice(-5) }
  }
  return null
}
