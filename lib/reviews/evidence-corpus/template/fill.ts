import { nameIn } from "../client.ts"
import type { Piece } from "../pieces.ts"
import type { Known, Scene } from "../scene.ts"
import { type Context, need, of, say, UNFIT } from "./context.ts"
import {
  changed,
  convertedPieces,
  count,
  dayOf,
  earlierDay,
  earlierPieces,
  nameOf,
  present,
  rangePieces,
  unitPieces,
} from "./figures.ts"
import { before, concern, only, sideWords, trendWords, turnTo } from "./turns.ts"

function listed(context: Context, which: string, withValues: boolean): Piece[] {
  const { results, draw, statement } = context.scene
  const kept = results.filter(
    (one) => one.rangeKnown && (which === "out" ? one.side !== "within" : one.side === which),
  )
  need(kept.length > 1)
  const chosen = draw.shuffled(kept).slice(0, draw.int(2, withValues ? 4 : 8))
  return chosen.flatMap((known, at) => {
    const inner: Context = { ...context, known, statement: statement.next++ }
    const between = at === 0 ? "" : at === chosen.length - 1 ? " and " : ", "
    const name = nameOf(inner, false)
    return withValues
      ? [between, name, " (", present(inner), ...unitPieces(inner), ")"]
      : [between, name]
  })
}

function difference(context: Context): Piece[] {
  // "Lost 1.0 %" of a percentage would say two things.
  need(of(context).unit !== "%")
  return [changed(context, "difference"), ...unitPieces(context)]
}

const client = (context: Context, form: string) =>
  say(context, nameIn(form, context.scene.client), { role: "client", form })

/** Words in braces that stand alone. */
const PLAIN: Record<string, (context: Context, results: Known[], key: string) => Piece[]> = {
  n: (context) => [nameOf(context, false)],
  v: (context) => [present(context)],
  u: (context) => unitPieces(context),
  vu: (context) => [present(context), ...unitPieces(context)],
  vc: (context) => [present(context), ...unitPieces(context), ...convertedPieces(context)],
  r: (context) => rangePieces(context, false),
  ru: (context) => [...rangePieces(context, false), ...unitPieces(context)],
  rw: (context) => rangePieces(context, true),
  p: (context) => earlierPieces(context, 0),
  pu: (context) => [...earlierPieces(context, 0), ...unitPieces(context)],
  pd: (context) => [earlierDay(context, 0)],
  q: (context) => earlierPieces(context, 1),
  qd: (context) => [earlierDay(context, 1)],
  pct: (context) => [changed(context, "percent")],
  diff: (context) => difference(context),
  date: (context) => [dayOf(context, "collected", false)],
  drawn: (context) => [dayOf(context, "collected", true)],
  reported: (context) => [dayOf(context, "reported", true)],
  born: (context) => [dayOf(context, "birth", true)],
  client: (context) => [client(context, "full")],
  first: (context) => [client(context, "first")],
  titled: (context) => [client(context, "titled")],
  initial: (context) => [client(context, "initial")],
  capitals: (context) => [client(context, "capitals")],
  age: (context) => [
    say(context, String(need(context.scene.age)), {
      role: "age",
      marker: null,
      number: need(context.scene.age),
    }),
  ],
  all: (context) => [count(context, "all", false)],
  out: (context) => [count(context, "out", false)],
  within: (context) => [count(context, "within", false)],
  outWords: (context) => [count(context, "out", true)],
  sex: (context) => [context.scene.client.sex === "f" ? "woman" : "man"],
  they: (context) => [context.scene.client.sex === "f" ? "she" : "he"],
  their: (context) => [context.scene.client.sex === "f" ? "her" : "his"],
  doctor: (context) => [`Dr. ${need(context.scene.physician?.split(" ").at(-1))}`],
  highConcern: (context, _results, key) => [concern(context, key)],
  lowConcern: (context, _results, key) => [concern(context, key)],
  isNotHigh: (context) => only(context, (side) => side !== "high"),
  isNotLow: (context) => only(context, (side) => side !== "low"),
  wasHigh: (context) => before(context, (side) => side === "high"),
  wasLow: (context) => before(context, (side) => side === "low"),
  wasSo: (context) => before(context, (side) => side === of(context).side),
  isOut: (context) => only(context, (side) => side !== "within"),
  1: (context, results) => turnTo(context, results, 0),
  2: (context, results) => turnTo(context, results, 1),
}

/** What stands for `{key}`; the context may move on to another marker. */
function expand(key: string, context: Context, results: Known[]): Piece[] {
  const rest = key.slice(1)
  switch (key.slice(0, 1)) {
    case "^":
      return [sideWords(context, rest.split("|"))]
    case "/":
      return [trendWords(context, rest.split("|"))]
    case "=": {
      if (context.known) need(context.known.rangeKnown && context.known.side === "within")
      const [right = "", ...wrong] = rest.split("|")
      return [
        say(context, right, {
          role: "direction",
          of: "range",
          marker: context.known?.marker.id ?? null,
          wrong,
        }),
      ]
    }
    case "-": {
      const [negation = "", without = ""] = rest.split("|")
      return [say(context, negation, { role: "not", without })]
    }
    case "~":
      return [
        say(
          context,
          rest.replace(/\{(\w+)\}/, (_, word) => concern(context, word)),
          { role: "negated" },
        ),
      ]
    case "#":
      return [say(context, rest, { role: "advice" })]
  }
  if (key.startsWith("list:")) return listed(context, key.slice(5), false)
  if (key.startsWith("values:")) return listed(context, key.slice(7), true)
  if (key === "N") return [nameOf(context, true)]
  const write = PLAIN[key]
  if (!write) throw new Error(`No such word in a template: ${key}`)
  return write(context, results, key)
}

/** The template filled for these markers, or null when it asks for what the report does not have. */
export function fill(template: string, scene: Scene, ...results: Known[]): Piece[] | null {
  const first = scene.statement.next
  scene.statement.next += Math.max(1, results.length)
  const context: Context = {
    scene,
    known: results[0] ?? null,
    statement: first,
    statements: results.map((_, at) => first + at),
    date: scene.draw.pick(scene.voice.dateForms),
  }
  try {
    return template
      .split(/\{((?:[^{}]|\{\w+\})*)\}/)
      .flatMap((part, at) => (at % 2 === 0 ? (part ? [part] : []) : expand(part, context, results)))
  } catch (error) {
    if (error === UNFIT) return null
    throw error
  }
}

/** The first of the templates, in random order, that fits. */
export function fillOne(
  templates: string[],
  scene: Scene,
  ...results: Known[]
): { pieces: Piece[]; template: string } | null {
  for (const template of scene.draw.shuffled(templates)) {
    const pieces = fill(template, scene, ...results)
    if (pieces) return { pieces, template }
  }
  return null
}
