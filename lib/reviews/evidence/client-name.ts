import type { Facts } from "./facts.ts"
import { fold } from "./fold.ts"
import type { EvidencePlace } from "./types.ts"

const LABELLED =
  /(?:^|\n)[ \t]*(?:patient|client|member|name|patient name|client name)[ \t]*:[ \t]*([^\n,;|(]{2,60})(?:,[ \t]*(?!(?:dob|born|age|aged|sex|female|male|mrn|id|date)\b)([\p{L}'’-]{2,40}(?: \p{L}\.?)?)(?![\p{L}:]))?/iu

/** The words of a name, folded. */
export const tokensOf = (name: string) =>
  fold(name)
    .split(/[^\p{L}]+/u)
    .filter(Boolean)

/** Every word is one of the client's names or its initial; a middle name more does no harm. */
export function isOwn(tokens: string[], own: Set<string>): boolean {
  const names = [...own]
  const fits = (token: string) =>
    own.has(token) || (token.length === 1 && names.some((name) => name.startsWith(token)))
  if (tokens.every(fits)) return true
  const [first, last] = [names[0], names.at(-1)]
  return (
    first !== undefined &&
    last !== undefined &&
    first !== last &&
    tokens[0] === first &&
    tokens.at(-1) === last
  )
}

/** The client's name as a source labels it, or null. */
export function labelledName(facts: Facts): string | null {
  for (const { reading } of facts.texts) {
    const found = LABELLED.exec(reading.text.slice(0, 20_000))
    const [name, given] = [found?.[1]?.trim(), found?.[2]?.trim()]
    // `Lopez, Maria`
    if (name) return given && !name.includes(" ") ? `${given} ${name}` : name
  }
  return null
}

/** Where the sources have a name. */
export function placesOfName(facts: Facts, name: string): EvidencePlace[] {
  const folded = fold(name).trim()
  if (folded === "") return []
  return facts.texts.flatMap(({ reading, place }) => {
    const at = reading.folded.indexOf(folded)
    return at < 0 ? [] : [place(at, at + folded.length)]
  })
}
