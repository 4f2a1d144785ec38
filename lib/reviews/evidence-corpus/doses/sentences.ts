import type { Piece } from "../pieces.ts"
import type { Scene } from "../scene.ts"
import type { Dose } from "./catalogue.ts"
import { dosePieces } from "./taken.ts"

/** `{n}` names the remedy, `{v}` its dose. What the client takes is said: another dose is wrong. */
const TAKEN = [
  "The client takes {v} of {n} daily.",
  "Continue {n} {v} daily.",
  "Stay on {n} at {v}.",
  "Please keep taking {n}, {v} a day.",
  "At present the client is taking {n} {v} once a day.",
  "The client reports taking {v} of {n} every morning.",
  "The current dose of {n} is {v}.",
  "You are on {v} of {n} a day.",
  "- Continues {n} ({v})",
  "The client has been taking {n} {v} with breakfast.",
]
/** What only speaks of it: a dose that is weighed, or one that is told without who takes it. */
const SPOKEN_OF = [
  "{N} {v} may be looked at again with the physician.",
  "Whether {v} of {n} is enough is for the next visit.",
  "{N} at {v} was talked about.",
]

const capital = (text: string) => text.slice(0, 1).toUpperCase() + text.slice(1)

function sentence(dose: Dose, scene: Scene, templates: string[], taken: boolean): Piece[] {
  const { draw, voice } = scene
  const statement = scene.statement.next++
  const name = draw.pick(dose.remedy.spoken)
  return draw
    .pick(templates)
    .split(/\{(\w)\}/)
    .flatMap((part, at): Piece[] => {
      if (at % 2 === 0) return part ? [part] : []
      if (part === "v")
        return dosePieces(dose, voice.figures, draw, {
          statement,
          ...(taken ? { taken: true } : {}),
        })
      const text = part === "N" ? capital(name) : name
      return [{ text, mark: { role: "dose words", dose: dose.remedy.id }, statement }]
    })
}

/** What a draft says of what the client takes. */
export const intakePieces = (doses: Dose[], scene: Scene): Piece[] =>
  scene.draw.shuffled(doses).flatMap((dose, at) => {
    const taken = scene.draw.chance(0.8)
    return [...(at > 0 ? ["\n"] : []), ...sentence(dose, scene, taken ? TAKEN : SPOKEN_OF, taken)]
  })
