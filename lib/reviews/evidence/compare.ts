import type { Comparison, NumberItem } from "./items.ts"
import { KNOWN_MARKERS } from "./marker-names.ts"
import { waysToRead } from "./two-readings.ts"
import type { Unit } from "./units.ts"
import { likelyUnits } from "./usual-units.ts"

/** A number as a source has it. */
export type Measured = {
  value: number
  otherwise?: number
  decimals: number
  unit?: Unit
  comparison?: Comparison
}

/** A number of a text as a source's. */
export const measuredOf = ({
  value,
  otherwise,
  decimals,
  unit,
  comparison,
}: NumberItem): Measured => ({
  value,
  decimals,
  ...(otherwise === undefined ? {} : { otherwise }),
  ...(unit ? { unit } : {}),
  ...(comparison ? { comparison } : {}),
})

/** same: the source says it. unit: the right number with another unit. different: another value. */
export type Likeness = "same" | "unit" | "different"

const MASSES = new Map(KNOWN_MARKERS.map(({ id, mass }) => [id, mass]))

const nearly = (one: number, other: number) =>
  Math.abs(one - other) <= 1e-9 * Math.max(1, Math.abs(one), Math.abs(other))

const isNear = (one: number, other: number, tolerance: number) =>
  nearly(one, other) || Math.abs(one - other) <= tolerance

/** What `value` of one unit is in the other, for a marker; null where that is not known. */
function converted(value: number, from: Unit, to: Unit, marker: string): number[] {
  if (from.dimension === to.dimension) return [(value * from.factor) / to.factor]
  const way = `${from.dimension} ${to.dimension}`
  const mass = MASSES.get(marker)
  if (mass) {
    if (way === "mass/volume amount/volume") return [(value * from.factor) / mass / to.factor]
    if (way === "amount/volume mass/volume") return [(value * from.factor * mass) / to.factor]
  }
  if (marker === "hba1c") {
    if (way === "percent mmol/mol") return [(value - 2.152) * 10.929]
    if (way === "mmol/mol percent") return [value / 10.929 + 2.152]
  }
  // Labs take 6 or 6.945 pmol/L for a µIU/mL of insulin: so many nmol are in an IU.
  if (marker.endsWith("insulin")) {
    const size = (value * from.factor) / to.factor
    if (way === "activity/volume amount/volume") return [size * 6e-9, size * 6.945e-9]
    if (way === "amount/volume activity/volume") return [size / 6e-9, size / 6.945e-9]
  }
  return []
}

const isSame = (one: Unit, other: Unit) =>
  one.dimension === other.dimension && nearly(one.factor / other.factor, 1)

const half = (decimals: number) => 0.5 * 10 ** -decimals

/** How far a rounded number may be from the value it stands for. */
function roughly(claim: Pick<Measured, "value" | "decimals">, value: number): number {
  let place = -claim.decimals
  // `about 180` is rounded to tens.
  while (place < 6 && claim.value !== 0 && nearly(claim.value % 10 ** (place + 1), 0)) place += 1
  return Math.min(0.5 * 10 ** place, Math.abs(value) * 0.1) + 1e-9
}

const PER_MICROLITRE: Unit = { dimension: "count/volume", factor: 1e6 }

const sameSide = (one: Comparison | undefined, other: Comparison | undefined) =>
  (one?.charAt(0) ?? "") === (other?.charAt(0) ?? "")

/**
 * Holds a number of the draft against one of a source. The same unit in another spelling is the same;
 * a known conversion is the same within the rounding of the digits shown. `rough`: the draft says about.
 */
export function likeness(
  claim: NumberItem,
  source: Measured,
  marker: string,
  rough = false,
): Likeness {
  if (!sameSide(claim.comparison, source.comparison)) return "different"
  if (claim.unit && !source.unit) {
    // The source prints no unit: any of the marker's that fits the size may be meant.
    const units = likelyUnits(marker, source.value, (value, from, to) =>
      inUnitOf({ unit: to }, { value, decimals: 0, unit: from }, marker),
    )
    if (units) {
      const likenesses = units.map((unit) => likeness(claim, { ...source, unit }, marker, rough))
      return (["same", "unit"] as const).find((one) => likenesses.includes(one)) ?? "different"
    }
  }
  const { unit } = claim
  const sameUnit = !unit || !source.unit || isSame(unit, source.unit)
  // Another unit moves the digits: how they are written tells nothing there.
  const ways = sameUnit ? waysToRead(claim, source) : ([[claim, source]] as const)
  const numbers = ways.some(([one, { value }]) =>
    isNear(one.value, value, rough ? roughly(one, value) : 0),
  )
  if (numbers && sameUnit) return "same"
  if (!unit && source.unit?.dimension === "count/volume" && claim.value >= 1000) {
    // `platelets of 250,000`: cells without a unit, and too many to be thousands, are those in a microlitre.
    return likeness({ ...claim, unit: PER_MICROLITRE }, source, marker, rough) === "same"
      ? "same"
      : "different"
  }
  if (!unit || sameUnit) return "different"
  const fits = converted(source.value, source.unit ?? unit, unit, marker).some((target) => {
    // Factors between mass and amount are rounded too; those between prefixes are not.
    const exact = source.unit?.dimension === unit.dimension
    const tolerance =
      half(claim.decimals) * (exact ? 1 : 1.1) + (exact ? 0 : Math.abs(target) * 0.002)
    return isNear(
      claim.value,
      target,
      rough ? Math.max(tolerance, roughly(claim, target)) : tolerance,
    )
  })
  if (fits) return "same"
  return numbers ? "unit" : "different"
}

/** `value` of the source in the unit of the claim, for a comparison of sizes; null where units do not fit. */
export function inUnitOf(claim: { unit?: Unit }, source: Measured, marker: string): number | null {
  if (!claim.unit || !source.unit) return source.value
  return converted(source.value, source.unit, claim.unit, marker)[0] ?? null
}
