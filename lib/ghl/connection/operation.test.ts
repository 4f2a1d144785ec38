import fc from "fast-check"
import { expect, test } from "vitest"
import { operationOf } from "./operation.ts"

test.each([
  ["get", "/contacts/", "GET /contacts/"],
  ["post", "/contacts/search", "POST /contacts/search"],
  ["get", "/contacts/AbC123/notes", "GET /contacts/{id}/notes"],
  ["put", "/contacts/AbC123/tasks/t-1/completed", "PUT /contacts/{id}/tasks/{id}/completed"],
  ["get", "/locations/AbC123/customFields?model=contact", "GET /locations/{id}/customFields"],
])("%s %s is %s", (method, path, operation) => {
  expect(operationOf(method, path)).toBe(operation)
})

test("nothing of an id stays, whatever it is made of", () => {
  const id = fc
    .string({ minLength: 1 })
    .map((text) => `z${encodeURIComponent(text.toWellFormed())}`)
  fc.assert(
    fc.property(id, id, (contact, note) => {
      expect(operationOf("put", `/contacts/${contact}/notes/${note}?query=${note}`)).toBe(
        "PUT /contacts/{id}/notes/{id}",
      )
    }),
  )
})
