import { expect, test } from "vitest"
import { isConnectionLost } from "./connection-lost.ts"

test("an answer that broke off is told from a page that failed", () => {
  expect(isConnectionLost(new TypeError("network error"))).toBe(true)
  expect(isConnectionLost(new TypeError("Error in input stream"))).toBe(true)
  expect(isConnectionLost(new TypeError("Load failed"))).toBe(true)
  expect(isConnectionLost(new Error("Connection closed."))).toBe(true)
  expect(isConnectionLost(new Error("Minified React error #412; visit …"))).toBe(true)
  expect(isConnectionLost(new Error("Minified React error #418; visit …"))).toBe(false)
  expect(isConnectionLost(new TypeError("x is not a function"))).toBe(false)
  expect(isConnectionLost(Object.assign(new Error("network error"), { digest: "1" }))).toBe(false)
})
