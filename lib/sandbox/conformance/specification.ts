import { existsSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { z } from "zod"
import { type Declared, declared } from "./declared.ts"

/** GHL's own files, relative to the folder in GHL_OPENAPI_DIR. */
const FILES = {
  contacts: "contacts.json",
  locations: "locations.json",
  common: "../common/common-schemas.json",
} as const

export type DocumentName = keyof typeof FILES

/** The variable that names the folder of contacts.json and locations.json. */
export const FOLDER_VARIABLE = "GHL_OPENAPI_DIR"

/** Those whose operations are GHL's to call. */
const WITH_OPERATIONS = ["contacts", "locations"] as const

/** What is said wherever the proof against the official files did not run. */
export const HOW_TO_GET_THEM = `Not run: the proof of the sandbox against GHL's OpenAPI files. Get the API docs that GHL publishes (github.com/GoHighLevel/highlevel-api-docs) and set ${FOLDER_VARIABLE} to their folder "apps", where contacts.json and locations.json lie.`

const operation = z.object({
  parameters: z
    .array(
      z.object({
        name: z.string(),
        in: z.enum(["query", "path", "header"]),
        required: z.boolean().optional(),
        schema: declared,
      }),
    )
    .default([]),
  requestBody: z
    .object({ content: z.object({ "application/json": z.object({ schema: declared }) }) })
    .optional(),
  responses: z.record(
    z.string(),
    z.object({
      content: z.object({ "application/json": z.object({ schema: declared }) }).optional(),
    }),
  ),
})

const file = z.object({
  // Each is read when it is needed: those out of scope may hold what nobody here understands.
  paths: z.record(z.string(), z.record(z.string(), z.looseObject({}))).default({}),
  components: z.object({ schemas: z.record(z.string(), z.unknown()) }),
})

/** An operation as its file declares it. */
type DeclaredOperation = {
  method: string
  path: string
  request: Declared | null
  /** The parameters of its query as properties of an object; null without any. */
  query: Declared | null
  /** By status; null for one without a schema. */
  answers: Map<number, Declared | null>
}

/** An operation by name; `scopes` are those that its file names, in the order of the alphabet. */
type Named = {
  document: (typeof WITH_OPERATIONS)[number]
  id: string
  method: string
  path: string
  scopes: string[]
}

export type Specification = {
  /** Every operation of contacts.json and locations.json. */
  all(): Named[]
  operation(document: DocumentName, operationId: string): DeclaredOperation
  /** The schema of a name like `contacts.GetNoteSchema`. */
  schema(name: string): Declared
}

/** Reads GHL's files. Throws when one is missing, or is not what it was. */
export function readSpecification(folder: string): Specification {
  const documents = new Map(
    Object.entries(FILES).map(([name, path]) => {
      const full = join(folder, path)
      if (!existsSync(full)) {
        throw new Error(`${FOLDER_VARIABLE} is ${folder}, and there is no ${path} in it`)
      }
      return [name, file.parse(JSON.parse(readFileSync(full, "utf8")))] as const
    }),
  )

  const document = (name: string) => {
    const found = documents.get(name)
    if (!found) throw new Error(`No such file: ${name}`)
    return found
  }

  const schemas = new Map<string, Declared>()
  return {
    all: () => WITH_OPERATIONS.flatMap((owner) => namedOf(owner, document(owner).paths)),
    schema(name) {
      const known = schemas.get(name)
      if (known) return known
      const [owner = "", schema = ""] = name.split(".")
      const found = document(owner).components.schemas[schema]
      if (found === undefined) throw new Error(`${owner} declares no ${schema}`)
      const read = named(declared.parse(found), owner)
      schemas.set(name, read)
      return read
    },
    operation(owner, operationId) {
      for (const [path, methods] of Object.entries(document(owner).paths)) {
        for (const [method, unread] of Object.entries(methods)) {
          if (unread.operationId !== operationId) continue
          const one = operation.parse(unread)
          const answers = Object.entries(one.responses).map(([status, answer]) => {
            const schema = answer.content?.["application/json"].schema
            return [Number(status), schema ? named(schema, owner) : null] as const
          })
          const request = one.requestBody?.content["application/json"].schema
          return {
            method: method.toUpperCase(),
            path,
            request: request ? named(request, owner) : null,
            query: queryOf(one.parameters),
            answers: new Map(answers),
          }
        }
      }
      throw new Error(`${owner} declares no operation ${operationId}`)
    },
  }
}

const identified = z.object({
  operationId: z.string(),
  security: z.array(z.record(z.string(), z.array(z.string()))).default([]),
})

function namedOf(document: Named["document"], paths: z.infer<typeof file>["paths"]): Named[] {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, unread]) => {
      const { operationId, security } = identified.parse(unread)
      const scopes = new Set(security.flatMap((way) => Object.values(way).flat()))
      return {
        document,
        id: operationId,
        method: method.toUpperCase(),
        path,
        scopes: [...scopes].sort(),
      }
    }),
  )
}

function queryOf(parameters: z.infer<typeof operation>["parameters"]): Declared | null {
  const own = parameters.filter((one) => one.in === "query")
  if (own.length === 0) return null
  return {
    type: "object",
    properties: Object.fromEntries(own.map(({ name, schema }) => [name, schema])),
    required: own.flatMap(({ name, required }) => (required ? [name] : [])),
  }
}

/** The same with references by name: `contacts.GetNoteSchema`, `common.BadRequestDTO`. */
function named(schema: Declared, owner: string): Declared {
  const inner = (one: Declared) => named(one, owner)
  const all = (group: Record<string, Declared> | undefined) =>
    group && Object.fromEntries(Object.entries(group).map(([name, one]) => [name, inner(one)]))
  return {
    ...schema,
    ...(schema.$ref ? { $ref: nameOf(schema.$ref, owner) } : {}),
    ...(schema.items ? { items: inner(schema.items) } : {}),
    ...(schema.anyOf ? { anyOf: schema.anyOf.map(inner) } : {}),
    ...(schema.properties ? { properties: all(schema.properties) } : {}),
  }
}

function nameOf(reference: string, owner: string): string {
  const [path = "", pointer = ""] = reference.split("#")
  const target = path === "" ? owner : path.endsWith("/common-schemas.json") ? "common" : null
  const name = pointer.match(/^\/components\/schemas\/(\w+)$/)?.[1]
  if (target === null || name === undefined) throw new Error(`Unknown reference: ${reference}`)
  return `${target}.${name}`
}
