import type { Mark, Piece } from "../pieces.ts"
import type { Known, Scene } from "../scene.ts"

/** The template asks for something that this report does not have. */
export const UNFIT = new Error("The template does not fit")

export function need<T>(value: T | null | undefined | false): T {
  if (value === null || value === undefined || value === false) throw UNFIT
  return value
}

/** What a template is being filled for. */
export type Context = {
  scene: Scene
  known: Known | null
  statement: number
  /** One for each of the markers that the template was given. */
  statements: number[]
  /** Form of its dates. */
  date: string
}

export const say = (context: Context, text: string, mark: Mark): Piece => ({
  text,
  mark,
  statement: context.statement,
})

/** The marker that is spoken of. */
export const of = (context: Context) => need(context.known)
