/**
 * Statuses that GHL's files do not declare for an operation and the sandbox answers all the same.
 * docs/upstream.md has the same rows, and a test compares the two.
 */
export type StatusException = {
  status: number
  /** operationIds, or any of them. */
  operations: "any" | string[]
  /** The declared schema whose form it has. */
  schema: string
  why: string
  source: string
}

export const statusExceptions: StatusException[] = [
  {
    status: 403,
    operations: "any",
    schema: "common.UnauthorizedDTO",
    why: "another location than the token's",
    source: "seen [7, 8]",
  },
  {
    status: 404,
    operations: ["get-note", "update-note", "delete-note"],
    schema: "common.UnauthorizedDTO",
    why: "a note the contact does not have",
    source:
      "assumed: no such answer was seen; shown in lib/sandbox/resources/contact-notes.test.ts",
  },
  {
    status: 404,
    operations: ["get-task", "update-task", "update-task-completed", "delete-task"],
    schema: "common.UnauthorizedDTO",
    why: "a task the contact does not have",
    source:
      "assumed: no such answer was seen; shown in lib/sandbox/resources/contact-tasks.test.ts",
  },
  {
    status: 401,
    operations: ["create-association"],
    schema: "common.UnauthorizedDTO",
    why: "no security is declared for bulk tags; they need the token like any other call",
    source:
      "assumed: no call without a token was seen; shown in lib/sandbox/conformance/refusals.test.ts",
  },
  {
    status: 422,
    operations: ["get-all-notes", "get-all-tasks", "get-task", "delete-task"],
    schema: "common.UnprocessableDTO",
    why: "a parameter of the query, when none is declared",
    source:
      "seen [9], assumed: seen of the custom fields alone; shown in lib/sandbox/conformance/refusals.test.ts",
  },
  {
    status: 429,
    operations: "any",
    schema: "common.UnauthorizedDTO",
    why: "more requests than the limit",
    source: "vendor [19]",
  },
]
