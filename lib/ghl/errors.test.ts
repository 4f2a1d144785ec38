import { expect, it, vi } from "vitest"
import { GhlError } from "./errors.ts"

it("recognises an error of another copy of this module, and no other error", async () => {
  vi.resetModules()
  const copy = await import("./errors.ts")
  expect(copy.GhlError).not.toBe(GhlError)
  const thrown = new copy.GhlError({
    kind: "timeout",
    message: "late",
    retryable: true,
    effect: "unknown",
  })
  expect(thrown instanceof GhlError).toBe(true)
  expect(new Error("late") instanceof GhlError).toBe(false)
  expect({ name: "GhlError" } instanceof GhlError).toBe(false)
})
