import type { Declared } from "./declared.ts"

const text: Declared = { type: "string" }
const link: Declared = { type: "string", example: "https://services.example.com/documents/x" }

const meta: Declared = {
  type: "object",
  properties: {
    fieldname: text,
    originalname: text,
    encoding: text,
    mimetype: text,
    size: { type: "number" },
    uuid: text,
  },
}

const linkWithMeta: Declared = { type: "object", properties: { meta, url: link } }

/** What a form stores for a file: a map of uuid to the file. */
export const fileMap: Declared = {
  type: "object",
  minProperties: 1,
  patternProperties: {
    "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$": {
      type: "object",
      properties: { meta, url: link, documentId: text },
    },
  },
}

/** Texts by the id of their box. */
const boxes: Declared = {
  type: "object",
  minProperties: 1,
  patternProperties: { "^[A-Za-z0-9]{20}$": text },
}

/** What an update may set a field to, whatever its type: null empties it. */
export const writtenValue: Declared = {
  anyOf: [
    { type: "string", nullable: true },
    { type: "number" },
    { type: "array", items: text },
    fileMap,
    boxes,
  ],
}

/** A custom field's value, in any of the shapes a contact carries. */
export const fieldValue: Declared = {
  anyOf: [
    text,
    { type: "number" },
    { type: "boolean" },
    { type: "array", items: text },
    linkWithMeta,
    { type: "array", items: linkWithMeta },
    fileMap,
    boxes,
  ],
}
