const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** A time span in few letters: `20 min`, `3 h`, `2 days`. */
function span(ms: number): string {
  const minutes = Math.max(1, Math.round(ms / MINUTE))
  if (minutes < 60) return `${minutes} min`
  const hours = Math.round(ms / HOUR)
  return hours < 48 ? `${hours} h` : `${Math.round(ms / DAY)} days`
}

/** How a draft stands against its target: `late` past it, `soon` in its last quarter. */
export function dueInWords(
  { receivedAt, dueAt }: { receivedAt: string; dueAt: string },
  now: number,
): { text: string; state: "late" | "soon" | "fine" } {
  const due = Date.parse(dueAt)
  const left = due - now
  if (left <= 0) return { text: `Overdue by ${span(-left)}`, state: "late" }
  const soon = left < (due - Date.parse(receivedAt)) / 4
  return { text: `Due in ${span(left)}`, state: soon ? "soon" : "fine" }
}
