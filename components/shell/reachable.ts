const listeners = new Set<() => void>()
let waiting = false

/** Sets whether a read of a page waits for Caredesk to answer again. */
export function setReadsWait(now: boolean): void {
  if (waiting === now) return
  waiting = now
  for (const listener of listeners) listener()
}

export const readsWait = (): boolean => waiting

/** For useSyncExternalStore. */
export function subscribeToReads(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
