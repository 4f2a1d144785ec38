import type { DraftBiomarker } from "#lib/db/schema/reviews.ts"
import { plainUnit } from "../printed-unit.ts"
import { addMention, factsOf } from "./adding.ts"
import { type Measured, measuredOf } from "./compare.ts"
import { readDay } from "./dates.ts"
import type { Facts } from "./facts.ts"
import { fold } from "./fold.ts"
import { type Lexicon, markerIdOf } from "./lexicon.ts"
import { read } from "./reading.ts"
import type { EvidencePlace } from "./types.ts"
import { type Unit, unitAt } from "./units.ts"

const unitOf = (written: string | undefined): Unit | undefined => {
  const folded = fold(plainUnit(written ?? "")).trim()
  if (folded === "") return undefined
  const found = unitAt(folded, 0)
  if (found && found.end === folded.length) return found.unit
  return { dimension: `other ${folded.replace(/\s+/g, "")}`, factor: 1 }
}

const decimalsOf = (value: number) => {
  const written = String(value)
  return written.includes(".") && !written.includes("e")
    ? written.length - written.indexOf(".") - 1
    : 0
}

/** A biomarker's value as a number; null for words such as `Negative`. */
function measured(
  value: number | string,
  unit: Unit | undefined,
  lexicon: Lexicon,
): Measured | null {
  if (typeof value === "number") {
    return Number.isFinite(value)
      ? { value, decimals: decimalsOf(value), ...(unit ? { unit } : {}) }
      : null
  }
  const found = read(value.slice(0, 100), lexicon, "draft").items.find(
    (item) => item.type === "number",
  )
  if (found?.type !== "number") return null
  return { ...measuredOf(found), ...(found.unit || !unit ? {} : { unit }) }
}

/** Adds a marker of the pipeline's list. */
export function addBiomarker(facts: Facts, marker: DraftBiomarker, index: number): void {
  const id = markerIdOf(marker.name)
  facts.order.push(id)
  const own = factsOf(facts.markers, id, marker.name)
  const place: EvidencePlace = { source: "biomarker", index }
  addMention(own, place)
  const unit = unitOf(marker.unit)
  const value = measured(marker.value, unit, facts.lexicon)
  if (value) own.values.push({ number: value, place })
  else own.words.push({ text: fold(String(marker.value)).trim(), place })
  const bound = (limit: number | undefined) =>
    limit === undefined ? undefined : (measured(limit, unit, facts.lexicon) ?? undefined)
  const [low, high] = [bound(marker.low), bound(marker.high)]
  if (low || high) own.ranges.push({ ...(low ? { low } : {}), ...(high ? { high } : {}), place })
  for (const earlier of marker.previous ?? []) {
    const number = measured(earlier.value, unit, facts.lexicon)
    const day = readDay(earlier.day)
    if (number) own.earlier.push({ number, place, ...(day ? { day } : {}) })
    if (day) facts.dates.push({ readings: [day], place, label: null })
  }
}
