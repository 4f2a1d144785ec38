import { dayIn } from "../calendar.ts"
import { figure, rounded } from "../figures.ts"
import type { DateKey, Piece } from "../pieces.ts"
import { unitOf } from "../units.ts"
import { type Context, need, of, say } from "./context.ts"
import { trendOf } from "./trend.ts"

/** Upper case for a first word that is all lower case; `hs-CRP` and `free T4` stay readable. */
const capital = (text: string) =>
  /^[a-z]{3}/.test(text) ? text.slice(0, 1).toUpperCase() + text.slice(1) : text

export function nameOf(context: Context, first: boolean): Piece {
  const { marker } = of(context)
  const spoken = context.scene.draw.pick(marker.spoken)
  return say(context, first ? capital(spoken) : spoken, { role: "marker", marker: marker.id })
}

export function present(context: Context): Piece {
  const { marker, number, digits, sign } = of(context)
  const { figures, less, more } = context.scene.voice
  const lead = sign === "<" ? less : sign === ">" ? more : ""
  return say(context, lead + figure(number, digits, figures), {
    role: "value",
    marker: marker.id,
    earlier: null,
    number,
  })
}

/** The unit with what parts it from the number before; nothing where there is none. */
export function unitPieces(context: Context, id = of(context).unit): Piece[] {
  const { marker, unitKnown } = of(context)
  need(unitKnown)
  const { units, joint, percentJoint } = context.scene.voice
  const unit = unitOf(id)
  const form = unit.forms[context.scene.draw.chance(0.15) ? unit.forms.length - 1 : 0] ?? ""
  const text = units === "spelled" ? unit.spelled : form
  if (!text) return []
  return [
    text === "%" ? percentJoint : joint || " ",
    say(context, text, { role: "unit", marker: marker.id, unit: id }),
  ]
}

export function convertedPieces(context: Context): Piece[] {
  const { marker, converted } = of(context)
  const { unit, number, digits } = need(converted)
  const { figures } = context.scene.voice
  const value = say(context, figure(number, digits, figures), {
    role: "value",
    marker: marker.id,
    earlier: null,
    number,
    converted: true,
  })
  return [" (", value, ...unitPieces(context, unit), ")"]
}

export function rangePieces(context: Context, words: boolean): Piece[] {
  const { marker, low, high, digits, rangeKnown, fromZero } = of(context)
  need(rangeKnown)
  const { voice, draw } = context.scene
  const end = (which: "low" | "high", number: number) =>
    say(context, figure(number, digits, voice.figures), {
      role: "bound",
      marker: marker.id,
      end: which,
      number,
    })
  if (low !== null && high !== null)
    return words
      ? ["between ", end("low", low), " and ", end("high", high)]
      : [end("low", low), voice.range, end("high", high)]
  if (high !== null) {
    if (words) return [draw.pick(["below ", "under ", "less than "]), end("high", high)]
    return fromZero && draw.chance(0.4)
      ? [
          say(context, "0", { role: "bound", marker: marker.id, end: "low", number: 0 }),
          voice.range,
          end("high", high),
        ]
      : [voice.open[0], end("high", high)]
  }
  return [
    words ? draw.pick(["above ", "over ", "more than "]) : voice.open[1],
    end("low", need(low)),
  ]
}

export function earlierPieces(context: Context, at: number): Piece[] {
  const { marker, earlier, digits } = of(context)
  const { number } = need(earlier[at])
  return [
    say(context, figure(number, digits, context.scene.voice.figures), {
      role: "value",
      marker: marker.id,
      earlier: at,
      number,
    }),
  ]
}

export function earlierDay(context: Context, at: number): Piece {
  const { marker, earlier } = of(context)
  const { day } = need(earlier[at])
  // The day of a report is never left without its year: two reports of different years may share it.
  const form = context.date === "noYear" ? "long" : context.date
  return say(context, dayIn(form, day), { role: "day", marker: marker.id, earlier: at, day, form })
}

export function dayOf(context: Context, date: DateKey, strict: boolean): Piece {
  const day = need(context.scene.dates[date])
  const form =
    date === "birth" && ["noYear", "month", "monthShort"].includes(context.date)
      ? "long"
      : context.date
  return say(context, dayIn(form, day), { role: "date", date, day, form, strict })
}

export function changed(context: Context, what: "percent" | "difference"): Piece {
  const { marker, number, earlier, digits } = of(context)
  const [last] = earlier
  const trend = trendOf(of(context))
  need(last && (trend === "rose" || trend === "fell"))
  const before = need(last).number
  const worked =
    what === "percent"
      ? Math.round((Math.abs(number - before) / before) * 100)
      : rounded(Math.abs(number - before), digits)
  return say(
    context,
    figure(worked, what === "percent" ? 0 : digits, context.scene.voice.figures),
    {
      role: what,
      marker: marker.id,
      number: worked,
    },
  )
}

const WORDS = "no one two three four five six seven eight nine ten eleven twelve".split(" ")

export function count(context: Context, which: "all" | "out" | "within", words: boolean): Piece {
  const number = need(context.scene.counts)[which]
  return say(context, words ? need(WORDS[number]) : String(number), {
    role: "count",
    marker: null,
    number,
  })
}
