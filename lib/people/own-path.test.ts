import fc from "fast-check"
import { expect, test } from "vitest"
import { ownPath } from "./own-path.ts"

test("own paths are kept, with their query", () => {
  expect(ownPath("/reviews/42?tab=diff")).toBe("/reviews/42?tab=diff")
})

test("whatever leaves the site, or leads back to the sign-in, becomes the contacts page", () => {
  for (const next of [
    undefined,
    ["/a", "/b"],
    "",
    "contacts",
    "//evil.example",
    "/\\evil.example",
    "/\t/evil.example",
    "/.//evil.example",
    "https://evil.example/contacts",
    "javascript:alert(1)",
    "/login?next=/login",
  ]) {
    expect(ownPath(next)).toBe("/contacts")
  }
})

test("no text leads to another origin", () => {
  const nasty = fc.array(
    fc.constantFrom("/", "\\", ".", "\t", "\n", "@", "evil.example", ":", "%2f"),
  )
  fc.assert(
    fc.property(nasty, (parts) => {
      const to = new URL(ownPath(`/${parts.join("")}`), "https://desk.example")
      expect(to.origin).toBe("https://desk.example")
    }),
  )
})
