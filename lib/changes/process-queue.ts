import "server-only"
import type { ChangeQueue } from "./engine/queue.ts"

// Next bundles a module more than once; there is one worker a process.
const holder = globalThis as { caredeskQueue?: ChangeQueue | null }

/** Takes note of the queue of this process's worker; null: it has ended. */
export function setProcessQueue(queue: ChangeQueue | null): void {
  holder.caredeskQueue = queue
}

/**
 * The queue of this process's worker. Where no worker runs (a command, a test), changes are stored
 * without a job, and the next worker to start finds them by its sweep.
 */
export const processQueue = (): ChangeQueue => holder.caredeskQueue ?? { wake: async () => {} }
