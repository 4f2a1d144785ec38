import { describe, it } from "vitest"
import {
  FOLDER_VARIABLE,
  HOW_TO_GET_THEM,
  readSpecification,
  type Specification,
} from "./specification.ts"

/**
 * Tests against GHL's OpenAPI files, in the folder that GHL_OPENAPI_DIR names. Without the variable
 * they are skipped, and say so in words; with a folder that lacks the files they fail.
 */
export function describeWithFiles(
  name: string,
  body: (specification: Specification) => void,
  skip: (title: string) => void = (title) => it.skip(title, () => {}),
): void {
  const folder = process.env[FOLDER_VARIABLE]
  if (folder) {
    describe(name, () => body(readSpecification(folder)))
    return
  }
  console.warn(HOW_TO_GET_THEM)
  skip(`${name}: ${HOW_TO_GET_THEM}`)
}
