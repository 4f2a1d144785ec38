import type { DraftBiomarker } from "#lib/db/schema/reviews.ts"
import { fold } from "./fold.ts"
import type { Item, MarkerItem } from "./items.ts"
import { KNOWN_MARKERS, LOOSE_NAMES, STANDS_FOR } from "./marker-names.ts"
import type { Noun } from "./nouns.ts"
import { scan } from "./scan.ts"
import { symbolAt } from "./symbols.ts"

type Name = { ids: string[]; everyday: boolean }
/** Names by their words; a `,` is a step of its own. */
type Node = { next: Map<string, Node>; name?: Name }

const empty = (): Node => ({ next: new Map() })

/** Words and numbers of a name, with `,` where it has a comma. */
function stepsOf(name: string): string[] {
  const folded = fold(name)
  return scan(name, folded, false).flatMap((item) => {
    if (item.type === "word") return [item.word]
    if (item.type === "number") return [folded.slice(item.start, item.numberEnd)]
    return item.type === "sign" && item.sign === "," ? [","] : []
  })
}

function put(root: Node, steps: string[], name: Name): void {
  let node = root
  for (const step of steps) {
    let next = node.next.get(step)
    if (!next) {
      next = empty()
      node.next.set(step, next)
    }
    node = next
  }
  node.name ??= name
}

/** A name is known with its commas and without. */
function putName(root: Node, written: string, name: Name): void {
  const steps = stepsOf(written)
  if (steps.length === 0) return
  put(root, steps, name)
  const bare = steps.filter((step) => step !== ",")
  if (bare.length > 0 && bare.length < steps.length) put(root, bare, name)
}

function known(): Node {
  const root = empty()
  for (const { id, names, everyday = [] } of KNOWN_MARKERS) {
    for (const name of names) putName(root, name, { ids: [id], everyday: everyday.includes(name) })
  }
  for (const [name, ids] of Object.entries(LOOSE_NAMES))
    putName(root, name, { ids, everyday: true })
  return root
}

const KNOWN = known()

function lookUp(root: Node, steps: string[]): Name | undefined {
  let node: Node | undefined = root
  for (const step of steps) node = node?.next.get(step)
  return node?.name
}

const NEUTRAL = new Set(
  "calc calculated serum plasma blood direct nih friedewald martin hopkins level levels test quantitative s p lc ms ria ifcc ngsp dcct ckd epi 2021 result results value total est estimated , non fasting whole".split(
    " ",
  ),
)

/** The known marker a report's name stands for, or an id of its own. */
export function markerIdOf(name: string): string {
  const own = () => `own ${fold(name).replace(/\s+/g, " ").trim()}`
  const steps = stepsOf(name).filter((step) => step !== ",")
  const whole = lookUp(KNOWN, steps)
  if (whole) return whole.ids[0] ?? own()
  const outside = stepsOf(name.replace(/\([^()]{0,100}\)/g, " ")).filter((step) => step !== ",")
  const inside = stepsOf(/\(([^()]{0,100})\)/.exec(name)?.[1] ?? "").filter((step) => step !== ",")
  const outer = lookUp(KNOWN, outside)?.ids[0]
  const inner = lookUp(KNOWN, inside)?.ids[0]
  if (inner && (!outer || outer === inner)) return inner
  if (outer && inside.every((step) => NEUTRAL.has(step))) return outer
  const bare = steps.filter((step) => !NEUTRAL.has(step))
  return lookUp(KNOWN, bare)?.ids[0] ?? own()
}

/** Finds marker names in the items of a text. */
export type Lexicon = { root: Node; present: Set<string> }

/** The names of all known markers and of the report's own. */
export function lexiconOf(biomarkers: DraftBiomarker[]): Lexicon {
  const root = empty()
  const present = new Set<string>()
  for (const { name } of biomarkers) {
    const id = markerIdOf(name)
    present.add(id)
    const written = { ids: [id], everyday: false }
    // Names of one or two letters are too often something else, unless the table knows them.
    if (fold(name).trim().length > 2) putName(root, name, written)
    // `AFP, Tumor Marker`, `Vitamin E, Alpha-Tocopherol`
    const head = name.split(",")[0]?.trim() ?? ""
    const short = /^[A-Z][A-Z0-9-]{2,}$/.test(head) || head.split(" ").length > 1
    if (short && head !== name && !lookUp(KNOWN, stepsOf(head))) putName(root, head, written)
    const outside = name.replace(/\([^()]{0,100}\)/g, " ").trim()
    if (outside.length > 2 && !lookUp(KNOWN, stepsOf(outside))) putName(root, outside, written)
  }
  return { root, present }
}

/** Adds a name that a source's table has. */
export function learnName(lexicon: Lexicon, name: string, id: string): void {
  lexicon.present.add(id)
  putName(lexicon.root, name, { ids: [id], everyday: false })
}

const GAP = new Set(["-", "(", ")", ",", "/", ".", "'", "[", "]", "%"])

/** The longest name that begins at item `from`, and the item behind it. */
function nameAt(root: Node, items: Item[], from: number, folded: string) {
  let node = root
  let found: { name: Name; to: number } | null = null
  for (let at = from; at < items.length; ) {
    const item = items[at]
    if (!item) break
    const step =
      item.type === "word"
        ? item.word
        : item.type === "number"
          ? folded.slice(item.start, item.numberEnd)
          : null
    const next = step === null ? undefined : node.next.get(step)
    if (!next) break
    node = next
    at += 1
    if (node.name) found = { name: node.name, to: at }
    // Up to three signs may stand between the words of a name: `25(OH) vitamin D`, `iron % saturation`.
    for (let signs = 0; signs < 3; signs++) {
      const sign = items[at]
      if (sign?.type !== "sign" || !GAP.has(sign.sign)) break
      if (sign.sign === ",") {
        const comma = node.next.get(",")
        if (!comma) break
        node = comma
      }
      at += 1
    }
  }
  return found
}

/** The markers of the report that a name may mean; a name's own marker shuts out those it only stands for. */
const presentFirst = (ids: string[], present: Set<string>): string[] => {
  const all = ids.flatMap((id) => (present.has(id) ? [id] : (STANDS_FOR[id] ?? [id])))
  const here = all.filter((id) => present.has(id))
  return here.length > 0 ? here : all
}

/** Puts marker items in the place of the words that name one. */
export function withMarkers(
  items: Item[],
  text: string,
  folded: string,
  lexicon: Lexicon,
  nouns: readonly Noun[],
): Item[] {
  let noun = 0
  const answer: Item[] = []
  for (let at = 0; at < items.length; ) {
    const item = items[at]
    if (!item) break
    if (item.type !== "word" && item.type !== "number") {
      answer.push(item)
      at += 1
      continue
    }
    while ((nouns[noun]?.end ?? item.start + 1) <= item.start) noun += 1
    // The saturation of `oxygen saturation` is not that of iron.
    const measured = (nouns[noun]?.start ?? item.end) <= item.start
    const one = measured ? null : nameAt(KNOWN, items, at, folded)
    const other = nameAt(lexicon.root, items, at, folded)
    const best = other && (!one || other.to >= one.to) ? other : one
    const symbol = best ? undefined : symbolAt(items, at, text, lexicon.present)
    if (symbol !== undefined) {
      const { start, end } = item
      answer.push({ type: "marker", start, end, ids: [symbol], everyday: false })
      at += 1
      continue
    }
    if (!best) {
      answer.push(item)
      at += 1
      continue
    }
    let last = items[best.to - 1]
    let to = best.to
    // The name's own closing bracket belongs to it: `Lp(a)`.
    const closing = items[to]
    const slice = folded.slice(item.start, last?.end ?? item.end)
    if (
      closing?.type === "sign" &&
      closing.sign === ")" &&
      slice.includes("(") &&
      !slice.includes(")")
    ) {
      last = closing
      to += 1
    }
    const end = last?.type === "number" ? last.numberEnd : (last?.end ?? item.end)
    const ids = presentFirst(best.name.ids, lexicon.present)
    const marker: MarkerItem = {
      type: "marker",
      start: item.start,
      end,
      ids,
      everyday: best.name.everyday,
    }
    answer.push(...joined(answer, marker, items[to]))
    at = to
    // A closing bracket that was taken into the marker before.
    if (answer.at(-1)?.end === items[to]?.end) at = to + 1
  }
  return answer
}

/** `Hemoglobin A1c (HbA1c)` is one mention: takes back what stood before, where it is the same marker. */
function joined(answer: Item[], marker: MarkerItem, next: Item | undefined): Item[] {
  const [before, bracket] = answer.slice(-2)
  if (
    before?.type === "marker" &&
    bracket?.type === "sign" &&
    bracket.sign === "(" &&
    next?.type === "sign" &&
    next.sign === ")" &&
    before.ids.some((id) => marker.ids.includes(id))
  ) {
    answer.splice(-2)
    return [{ ...before, end: next.end }]
  }
  return [marker]
}
