import { type Item, signOf, wordOf } from "./items.ts"
import type { Reading } from "./reading.ts"

/** What a dose is a dose of: its names' keys, and where they stand. */
export type Substance = { keys: string[]; marked: boolean; start: number; end: number }

/** What may stand between a substance and its dose. */
const BETWEEN = new Set(
  "of at to from is was a an the dose doses dosage daily total currently now only just about around approximately name amount strength intake once per day oral supplement supplements".split(
    " ",
  ),
)
/** Words that are no substance, nor go on with one. */
const STOP = new Set(
  "a an the of at in on to for with and or by per as is are was were be been has have had do does did that this these those it its she he they you we i her his your their our client patient take takes taking took taken use uses using used continue continues continued continuing continuation stay stays staying stayed remain remains remaining keep keeps keeping kept maintain maintains still also already currently now today daily once twice day night nightly morning evening bedtime noon breakfast lunch dinner meal meals food water week weekly month every each dose doses dosage total one two three extra about around please can may should supplement supplements supplementing supplementation medication medications meds regimen current present reports reported report prescribed advised consider start add increase reduce lower raise decrease from orally mouth tablet tablets capsule capsules pill pills softgel softgels scoop drop drops name amount strength".split(
    " ",
  ),
)
/** Parts of names that many substances share. */
const SHARED = new Set(
  "vitamin acid fish oil salt extract powder complex glycinate bisglycinate citrate oxide malate threonate sulfate chloride carbonate gluconate picolinate phosphate hcl sodium liquid root leaf seed extended release sustained slow high low strength brand generic elemental plus formula blend whole natural active".split(
    " ",
  ),
)

/** Markers that are part of a medicine's name as its salt. */
const isOfSalts = (id: string) => /^(?:calcium|sodium|potassium|magnesium|zinc|chloride)$/.test(id)

const MOST = 4

/** The names that the items from `from` on, step by step, are made of. */
function namesFrom({ items, sentenceOf }: Reading, from: number, step: 1 | -1): Item[] {
  const named: Item[] = []
  for (let at = from; named.length < MOST; at += step) {
    const item = items[at]
    if (!item || sentenceOf[at] !== sentenceOf[from]) break
    if (item.type === "marker") named.push(item)
    else if (item.type === "word" && !STOP.has(item.word)) named.push(item)
    else if (!(signOf(item) === "-" && named.length > 0)) break
  }
  return named
}

/** Passes over what may stand between, at most `most` items of it. */
function passed(reading: Reading, from: number, step: 1 | -1, signs: RegExp, most: number): number {
  const { items, folded, sentenceOf } = reading
  for (let [at, steps] = [from, 0]; ; at += step, steps += 1) {
    const item = items[at]
    if (!item || sentenceOf[at] !== sentenceOf[from] || steps > most) return at
    const sign = signOf(item)
    // A comma of JSON or CSV parts the keys of one thing.
    const ofData = sign === "," && /^",? ?"/.test(folded.slice(item.start - 1, item.end + 2))
    if (BETWEEN.has(wordOf(item)) || ofData || (sign !== "" && signs.test(sign))) continue
    return at
  }
}

function substanceOf(named: Item[]): Substance | null {
  const markers = named.filter((item) => item.type === "marker")
  const words = named.flatMap((item) => {
    const word = wordOf(item)
    return word.length > 3 && !SHARED.has(word) ? [word] : []
  })
  // `fish oil` has no word of its own.
  const whole = named.map(wordOf).filter(Boolean).sort().join(" ")
  // `rosuvastatin calcium` is a salt, and no calcium.
  const isSalt = markers.every((item) => item.type === "marker" && item.ids.some(isOfSalts))
  const keys =
    markers.length > 0 && !(isSalt && words.length > 0)
      ? markers.flatMap((item) => (item.type === "marker" ? item.ids.map((id) => `# ${id}`) : []))
      : words.length > 0
        ? words
        : named.length > 1
          ? [whole]
          : []
  if (keys.length === 0) return null
  return {
    keys,
    marked: markers.length > 0,
    start: Math.min(...named.map(({ start }) => start)),
    end: Math.max(...named.map(({ end }) => end)),
  }
}

/** What the dose at items `at` to `to` is a dose of: `vitamin D 2000 IU`, `2000 IU of vitamin D`; null where nothing tells. */
export function substanceAt(reading: Reading, at: number, to = at): Substance | null {
  const ahead = namesFrom(reading, passed(reading, at - 1, -1, /["':=(|*_[\]-]/, 10), -1)
  const behind = namesFrom(reading, passed(reading, to + 1, 1, /["(*_]/, 4), 1)
  const [right, after] = [substanceOf(ahead), substanceOf(behind)]
  const before = right ?? (after ? null : beforeComma(reading, at))
  if (!before || !after) return before ?? after
  const of = wordOf(reading.items[to + 1]) === "of"
  return (after.marked && !before.marked) || (of && after.marked === before.marked) ? after : before
}

/** `keep taking magnesium, 400 mg a day` */
function beforeComma(reading: Reading, at: number): Substance | null {
  if (signOf(reading.items[at - 1]) !== ",") return null
  return substanceOf(namesFrom(reading, at - 2, -1))
}

export const isOneSubstance = (one: Substance, other: Substance) =>
  one.keys.some((key) => other.keys.includes(key))
