import { expect, test } from "vitest"
import { addressHere, listening } from "./listening.ts"

const APP_URL = "https://desk.example.org:8443"

test("without a word of its own the app listens on this machine alone, at its address's port", () => {
  expect(listening({}, APP_URL)).toEqual({ hostname: "127.0.0.1", port: 8443 })
  expect(listening({}, "https://desk.example.org")).toEqual({ hostname: "127.0.0.1", port: 3000 })
})

test("an empty variable, as a form leaves it, is an unset one: it opens no other address", () => {
  expect(listening({ HOST: "", PORT: "" }, APP_URL)).toEqual(listening({}, APP_URL))
})

test("what is set counts", () => {
  expect(listening({ HOST: "0.0.0.0", PORT: "4000" }, APP_URL)).toEqual({
    hostname: "0.0.0.0",
    port: 4000,
  })
})

test.each([
  ["127.0.0.1", "http://127.0.0.1:4000"],
  ["localhost", "http://localhost:4000"],
  ["10.0.0.5", "http://10.0.0.5:4000"],
  ["::1", "http://[::1]:4000"],
  ["fd00::5", "http://[fd00::5]:4000"],
  ["0.0.0.0", "http://127.0.0.1:4000"],
  ["::", "http://[::1]:4000"],
])("an app that listens on %s is asked at %s", (hostname, address) => {
  expect(addressHere({ hostname, port: 4000 })).toBe(address)
  expect(new URL(address).port).toBe("4000")
})

test("brackets are of addresses, not of what listens", () => {
  expect(listening({ HOST: "[::1]" }, APP_URL).hostname).toBe("::1")
})
