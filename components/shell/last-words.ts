"use client"

/** How an attempt to keep a typed text ended; "refused" is an answer too, and is not asked for again. */
export type Kept = "taken" | "refused" | "unreachable"

const AGAIN_MS = 1000

const underway = new Set<Promise<void>>()

/**
 * Keeps what was typed last on a page that goes away: again and again while Caredesk cannot be reached,
 * for nobody is left on the screen who could press a button.
 */
export function keepLastWords(keep: () => Promise<Kept>): void {
  const work = (async () => {
    while ((await keep()) === "unreachable") {
      await new Promise((resolve) => setTimeout(resolve, AGAIN_MS))
    }
  })()
  const entry = work.catch(() => undefined).then(() => void underway.delete(entry))
  underway.add(entry)
}

/** Waits until nothing that was typed on pages that went is still to be kept. */
export async function lastWordsKept(): Promise<void> {
  await Promise.all(underway)
}
