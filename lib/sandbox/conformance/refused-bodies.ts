/**
 * Bodies that GHL's files admit and the sandbox refuses all the same. docs/upstream.md has the same rows, and
 * a test compares the two.
 */
export type RefusedBody = {
  /** Its operationId. */
  operation: string
  /** Among the bodies that the suite makes of a valid one, by what each is called. */
  what: RegExp
  /** What docs/upstream.md calls them. */
  called: string
  status: 403 | 422
  why: string
  source: string
}

export const refusedBodies: RefusedBody[] = [
  {
    operation: "update-contact",
    what: /^customFields\.\d as \{\}$/,
    called: "a custom field as {}",
    status: 422,
    why: "one of the declared kinds requires nothing, and without id and key no field is named",
    source:
      "files, assumed: no such refusal was seen; shown in lib/sandbox/conformance/refusals.test.ts",
  },
  {
    operation: "update-contact",
    what: /^dateOfBirth as "/,
    called: "a birthday as another text",
    status: 422,
    why: "its forms stand in the description only",
    source:
      "files, assumed: no such refusal was seen; shown in lib/sandbox/conformance/refusals.test.ts",
  },
  {
    operation: "create-association",
    what: /^locationId as "/,
    called: "a location as another text",
    status: 403,
    why: "any text is declared, and the token has one location",
    source: "seen [7, 8]",
  },
]
