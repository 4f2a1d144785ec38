import { expect, it } from "vitest"
import { addressOf, operations } from "./operations.ts"
import { searchOperation } from "./search-operation.ts"
import { readSpecification } from "./specification.ts"
import { describeWithFiles } from "./with-files.ts"

it("fails for a folder without GHL's files", () => {
  expect(() => readSpecification(import.meta.dirname)).toThrow(
    /GHL_OPENAPI_DIR is .*conformance, and there is no contacts\.json in it/,
  )
})

it("fills a path and its query", () => {
  const request = { params: { contactId: "a/b" }, query: { limit: "1" } }
  expect(addressOf("/contacts/{contactId}/notes", request)).toBe("/contacts/a%2Fb/notes?limit=1")
})

describeWithFiles("the operations", (specification) => {
  it.each(operations)("$id stands in GHL's files as it stands here", (operation) => {
    const { method, path, answers } = specification.operation(operation.document, operation.id)
    expect({ method, path }).toEqual({ method: operation.method, path: operation.path })
    expect(answers.get(operation.status)).toBeTruthy()
  })

  it("the search stands there too, without a form for what is sent and answered", () => {
    const { method, path, request, answers } = specification.operation(
      "contacts",
      searchOperation.id,
    )
    expect({ method, path }).toEqual({ method: searchOperation.method, path: searchOperation.path })
    expect(specification.schema(request?.$ref ?? "").properties).toEqual({})
    expect(answers.get(searchOperation.status)).toBeNull()
  })
})
