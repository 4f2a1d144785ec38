import { pause } from "./scale.ts"

/** A door that is open unless someone works behind it. */
export type Door = {
  through<T>(act: () => Promise<T>): Promise<T>
  /** Resolves when nobody is inside any more. */
  close(): Promise<void>
  reopen(): void
}

export function makeDoor(): Door {
  let closed: PromiseWithResolvers<void> | null = null
  let inside = 0
  return {
    async through(act) {
      while (closed) await closed.promise
      inside += 1
      return act().finally(() => {
        inside -= 1
      })
    },
    async close() {
      closed = Promise.withResolvers()
      while (inside > 0) await pause(20)
    },
    reopen() {
      closed?.resolve()
      closed = null
    },
  }
}
