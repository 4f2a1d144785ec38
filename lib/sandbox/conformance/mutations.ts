import type { Check } from "./check.ts"

type Json = { [key: string]: unknown }

/** A change to one property of a JSON value, in place; `undo` takes it back. */
type Mutation = { what: string; undo: () => void }

/**
 * Takes each property of an answer away in turn, empties each list and adds a property to each object:
 * how many changes that made, and those that the check did not notice. The answer is as before afterwards.
 */
export function tamperWith(answer: unknown, check: Check): { tried: number; unnoticed: string[] } {
  const unnoticed: string[] = []
  let tried = 0
  for (const mutations of [removals(answer), emptied(answer), additions(answer)]) {
    for (const { what, undo } of mutations) {
      if (check(answer) === null) unnoticed.push(what)
      undo()
      tried += 1
    }
  }
  return { tried, unnoticed }
}

const ID_OF_AN_ENTRY = /^([A-Za-z0-9]{20}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/

/**
 * Takes each property away in turn, at any depth. Passed over is one of several entries of a map that
 * is a custom field's value: those are data, and fewer of them are as good an answer.
 */
function* removals(value: unknown, path = ""): Generator<Mutation> {
  if (Array.isArray(value)) {
    for (const [at, item] of value.entries()) yield* removals(item, `${path}/${at}`)
  }
  if (!isObject(value)) return
  const names = Object.keys(value)
  const isMap = path.endsWith("/value") && names.every((name) => ID_OF_AN_ENTRY.test(name))
  for (const name of names) {
    const taken = value[name]
    if (!isMap || names.length === 1) {
      delete value[name]
      yield {
        what: `${path}/${name} taken away`,
        undo: () => {
          value[name] = taken
        },
      }
    }
    yield* removals(taken, `${path}/${name}`)
  }
}

/** Of a result of bulk tags one of these is empty, whichever was asked for. */
const EITHER_IS_EMPTY = /\/responses\/\d+\/tags(Added|Removed)$/

/** Empties each list in turn. */
function* emptied(value: unknown, path = ""): Generator<Mutation> {
  if (Array.isArray(value)) {
    const items = [...value]
    if (items.length > 0 && !EITHER_IS_EMPTY.test(path)) {
      value.length = 0
      yield { what: `${path} emptied`, undo: () => value.push(...items) }
    }
    for (const [at, item] of items.entries()) yield* emptied(item, `${path}/${at}`)
  }
  if (!isObject(value)) return
  for (const [name, inner] of Object.entries(value)) yield* emptied(inner, `${path}/${name}`)
}

/** Adds a property that nobody declared to each object in turn. */
function* additions(value: unknown, path = ""): Generator<Mutation> {
  if (Array.isArray(value)) {
    for (const [at, item] of value.entries()) yield* additions(item, `${path}/${at}`)
  }
  if (!isObject(value)) return
  value.undeclared = "x"
  yield {
    what: `${path}/undeclared added`,
    undo: () => {
      delete value.undeclared
    },
  }
  for (const [name, inner] of Object.entries(value)) yield* additions(inner, `${path}/${name}`)
}

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value)
}
