import type { Authors } from "#lib/reviews/authorship.ts"

/** A stretch of a text that looks the same from end to end. */
export type Segment<F> = { start: number; text: string; finding: F | null; author: string }

/** Cuts a text where a finding or an author begins or ends. Findings that overlap an earlier one are left out. */
export function segmentsOf<F extends { start: number; end: number }>(
  text: string,
  findings: readonly F[],
  authors: Readonly<Authors>,
): Segment<F>[] {
  const ordered = findings
    .filter(({ start, end }) => start >= 0 && start < end && end <= text.length)
    .toSorted((a, b) => a.start - b.start)
  const apart: F[] = []
  for (const finding of ordered) {
    if (finding.start >= (apart.at(-1)?.end ?? 0)) apart.push(finding)
  }
  const cuts = new Set([0, text.length])
  for (const { start, end } of [...apart, ...authors]) {
    cuts.add(Math.min(start, text.length))
    cuts.add(Math.min(end, text.length))
  }
  const places = [...cuts].toSorted((a, b) => a - b)
  const segments: Segment<F>[] = []
  let f = 0
  let a = 0
  for (let n = 0; n + 1 < places.length; n++) {
    const start = places[n] ?? 0
    const end = places[n + 1] ?? 0
    while ((apart[f]?.end ?? Number.POSITIVE_INFINITY) <= start) f++
    while ((authors[a]?.end ?? Number.POSITIVE_INFINITY) <= start) a++
    const finding = apart[f]
    segments.push({
      start,
      text: text.slice(start, end),
      finding: finding && finding.start <= start ? finding : null,
      author: authors[a]?.author ?? "ai",
    })
  }
  return segments
}

/**
 * A finding's place after an edit that was not checked yet: moved along where it stands before or
 * behind the edit, gone where the edit touched it.
 */
export function moveAlong<F extends { start: number; end: number }>(
  findings: readonly F[],
  checked: string,
  now: string,
): F[] {
  if (checked === now) return [...findings]
  const most = Math.min(checked.length, now.length)
  let head = 0
  while (head < most && checked[head] === now[head]) head++
  let tail = 0
  while (tail < most - head && checked[checked.length - 1 - tail] === now[now.length - 1 - tail])
    tail++
  const by = now.length - checked.length
  return findings.flatMap((finding) => {
    if (finding.end <= head) return [finding]
    if (finding.start >= checked.length - tail)
      return [{ ...finding, start: finding.start + by, end: finding.end + by }]
    return []
  })
}
