import { z } from "zod"

/**
 * A schema as OpenAPI 3.0 declares it, with what GHL's files use of it and the two keywords more that
 * this project's own statements need (`patternProperties`, `minProperties`). A keyword that nobody
 * here understands is an error, not passed over.
 */
export type Declared = {
  $ref?: string
  type?: "object" | "array" | "string" | "number" | "boolean"
  properties?: Record<string, Declared>
  patternProperties?: Record<string, Declared>
  minProperties?: number
  required?: string[]
  items?: Declared
  enum?: string[]
  nullable?: boolean
  anyOf?: Declared[]
  example?: unknown
}

export const declared: z.ZodType<Declared> = z.lazy(() =>
  z.strictObject({
    $ref: z.string().optional(),
    type: z.enum(["object", "array", "string", "number", "boolean"]).optional(),
    properties: z.record(z.string(), declared).optional(),
    patternProperties: z.record(z.string(), declared).optional(),
    minProperties: z.number().optional(),
    required: z.array(z.string()).optional(),
    items: declared.optional(),
    enum: z.array(z.string()).optional(),
    nullable: z.boolean().optional(),
    anyOf: z.array(declared).optional(),
    example: z.unknown().optional(),
    description: z.unknown().optional(),
    title: z.unknown().optional(),
    deprecated: z.unknown().optional(),
    default: z.unknown().optional(),
  }),
)
