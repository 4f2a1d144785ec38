import { figure } from "../figures.ts"
import type { Piece } from "../pieces.ts"
import type { Scene } from "../scene.ts"
import type { Vital } from "./catalogue.ts"
import { inOther, type Taken } from "./taken.ts"

/** `{n}` names the vital, `{v}` its value, `{u}` its unit behind the voice's joint, `{o}` the other unit. */
const PROSE = [
  "{N} was {v}{u}.",
  "{N} came to {v}{u} at the visit.",
  "With a {n} of {v}{u}, there is nothing to add.",
  "The {n} stood at {v}{u} on the day of the draw.",
  "Measured in the office, {n} was {v}{u}{o}.",
  "{N} ({v}{u}) was taken as well.",
  "{N}, {v}{u}, was noted.",
  "We measured {v}{u} for {n}.",
  "At {v}{u}, {n} is for the physician to judge.",
  "{N} is {v}{u}{o} now.",
  "At the visit {n} read {v}{u}.",
]
const LINES = ["- {N}: {v}{u}", "- {N} {v}{u}{o}", "- {N} — {v}{u}", "- {N} = {v}{u}"]
const SHORT = ["{n} {v}{u}", "{n} {v}"]

const ADVICE = [
  "Aim to keep blood pressure below {130}/{80} mmHg.",
  "Losing {5} to {10} lb would help.",
  "A resting heart rate of {60} bpm should be the goal.",
  "Walk {2} miles a day and lift {5} kg weights twice a week.",
  "Check weight every {2} weeks and blood pressure {3} times a week.",
]

const capital = (text: string) =>
  /^[a-z]{3}/.test(text) ? text.slice(0, 1).toUpperCase() + text.slice(1) : text

function value({ vital, numbers }: Taken, scene: Scene, statement: number): Piece[] {
  return numbers.flatMap((number, part): Piece[] => [
    ...(part > 0 ? ["/"] : []),
    {
      text: figure(number, vital.digits, scene.voice.figures),
      mark: { role: "vital", vital: vital.id, part, number },
      statement,
    },
  ])
}

const words = ({ id }: Vital, text: string, statement: number): Piece => ({
  text,
  mark: { role: "vital words", vital: id },
  statement,
})

/** In brackets, the value in the other unit. */
function converted({ vital, numbers }: Taken, scene: Scene, statement: number): Piece[] {
  const number = inOther(vital, numbers[0] ?? 0)
  if (number === null || !vital.other) return []
  return [
    " (",
    {
      text: figure(number, vital.other.digits, scene.voice.figures),
      mark: { role: "vital", vital: vital.id, part: 0, number, converted: true },
      statement,
    },
    " ",
    words(vital, vital.other.units[0] ?? "", statement),
    ")",
  ]
}

/** One sentence about a vital. */
export function vitalSentence(taken: Taken, scene: Scene, templates = PROSE): Piece[] {
  const { draw, voice } = scene
  const { vital } = taken
  const statement = scene.statement.next++
  const fitting = templates.filter((one) => one.includes("{u}") || vital.bare)
  const name = draw.pick(vital.spoken)
  const unit = vital.units[draw.chance(0.7) ? 0 : vital.units.length - 1] ?? ""
  const joint = unit === "%" ? voice.percentJoint : voice.joint || " "
  return draw
    .pick(fitting)
    .split(/\{(\w)\}/)
    .flatMap((part, at): Piece[] => {
      if (at % 2 === 0) return part ? [part] : []
      if (part === "v") return value(taken, scene, statement)
      if (part === "u") return [joint, words(vital, unit, statement)]
      if (part === "o") return converted(taken, scene, statement)
      return [words(vital, part === "N" ? capital(name) : name, statement)]
    })
}

const advice = (scene: Scene): Piece[] =>
  scene.draw
    .pick(ADVICE)
    .split(/\{(\d+)\}/)
    .map((part, at) =>
      at % 2 === 0
        ? part
        : { text: part, mark: { role: "advice" }, statement: scene.statement.next++ },
    )

/** What a draft says of the vitals: a paragraph, a list, or one line, now and then with advice. */
export function vitalPieces(taken: Taken[], scene: Scene): Piece[] {
  const { draw } = scene
  const told = draw.shuffled(taken).slice(0, draw.int(1, taken.length))
  const manner = draw.pick(["prose", "prose", "lines", "short"])
  const [templates, between] =
    manner === "prose" ? [PROSE, " "] : manner === "lines" ? [LINES, "\n"] : [SHORT, ", "]
  const all = told.flatMap((one, at) => [
    ...(at > 0 ? [between] : []),
    ...vitalSentence(one, scene, templates),
  ])
  const lead = manner === "short" ? ["Vitals: ", ...all, "."] : all
  return draw.chance(0.3) ? [...lead, manner === "lines" ? "\n\n" : " ", ...advice(scene)] : lead
}
