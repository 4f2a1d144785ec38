import "server-only"
import { fingerprint } from "#lib/audit/fingerprint.ts"
import { textHmac } from "#lib/changes/known-texts.ts"
import { normaliseText } from "#lib/changes/normalise.ts"

/** Units that spaces at the ends of lines may take in all, beyond one a line. */
const SLACK = 64

/**
 * Whether a text that is known by its fingerprint alone stands in a field: as the whole of it, or as
 * lines of their own in it. `length` is that of the text in UTF-16 units: normalised, or, in older
 * decisions, as it was found; stretches that are much shorter, or longer, are not tried.
 */
export function standsByHmac(present: string, hmac: string, length: number): boolean {
  if (textHmac(present) === hmac) return true
  const lines = normaliseText(present).split("\n")
  for (let from = 0; from < lines.length; from++) {
    let size = -1
    for (let to = from; to < lines.length; to++) {
      size += (lines[to]?.length ?? 0) + 1
      if (size > length) break
      if (size + (to - from + 1) + SLACK < length) continue
      // Lines of a normalised text are normalised, unless the last is empty.
      if (lines[to] === "") continue
      if (fingerprint(lines.slice(from, to + 1).join("\n")) === hmac) return true
    }
  }
  return false
}
