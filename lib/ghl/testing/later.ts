import { onTestFinished, vi } from "vitest"

const steady = performance.now.bind(performance)
let ahead = 0

/** Lets so many ms more go by on the steady clock, by which ages are told, for the test that runs. */
export function later(ms: number): void {
  ahead += ms
  vi.spyOn(performance, "now").mockImplementation(() => steady() + ahead)
  onTestFinished(() => {
    ahead = 0
    vi.restoreAllMocks()
  })
}
