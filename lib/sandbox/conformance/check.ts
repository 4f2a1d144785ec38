import { Ajv } from "ajv"
import addFormats from "ajv-formats"
import type { Declared } from "./declared.ts"
import type { Exception } from "./exceptions.ts"
import type { Specification } from "./specification.ts"
import { type Mode, strictSchema } from "./strict-schema.ts"

/** What is wrong with a value; null when nothing is. */
export type Check = (value: unknown) => string | null

/** Makes checks of values against declared schemas, made strict save for the exceptions (all of them). */
export function checksOf(
  specification: Specification,
  exceptions?: Exception[],
): (schema: Declared, mode: Mode) => Check {
  const ajv = new Ajv({ strict: true, strictRequired: false, allowUnionTypes: true })
  addFormats.default(ajv)
  const made = new Map<string, Check>()
  return (schema, mode) => {
    const key = JSON.stringify([schema, mode])
    const known = made.get(key)
    if (known) return known
    const validate = ajv.compile(strictSchema(specification, schema, mode, exceptions))
    const check: Check = (value) => (validate(value) ? null : ajv.errorsText(validate.errors))
    made.set(key, check)
    return check
  }
}
